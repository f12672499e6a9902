import first from './0001-first.ts';
import reviewQueue from './0002-review-queue.ts';
import accuracy from './0003-accuracy.ts';
import blockingAdvice from './0004-blocking-advice.ts';
import whatIf from './0005-what-if.ts';
import relation from './0006-relation.ts';

/** In order; the version of a project file (`user_version`) is the number of migrations it has been through. */
export const MIGRATIONS: readonly string[] = [first, reviewQueue, accuracy, blockingAdvice, whatIf, relation];
