import { accuracy } from './accuracy.ts';
import { audit } from './audit.ts';
import { evaluate } from './evaluate.ts';
import { exports } from './exports.ts';
import { golden } from './golden.ts';
import { jobs } from './jobs.ts';
import { lineage } from './lineage.ts';
import { mapping } from './mapping.ts';
import { match } from './match.ts';
import { overviews } from './overview.ts';
import { project } from './project.ts';
import { recipe } from './recipe.ts';
import { review } from './review.ts';
import { sources } from './sources.ts';
import { whatIf } from './what-if.ts';
import { workspace } from './workspace.ts';

/**
 * The contract, written once: the engine implements it, and the window, the browser, the command line and the tests speak
 * it, over a MessagePort, over HTTP, or in process. One router per capability.
 */
export const contract = {
  workspace,
  project,
  overview: overviews,
  sources,
  mapping,
  match,
  review,
  golden,
  exports,
  lineage,
  recipe,
  jobs,
  audit,
  evaluate,
  accuracy,
  whatIf,
};
export type Contract = typeof contract;
