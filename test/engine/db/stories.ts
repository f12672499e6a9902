import { MIGRATIONS } from '../../../main/engine/db/migrations/index.ts';

/** A version that might come: sources get a note, every earlier one says where it comes from. */
export const NEXT_MIGRATION = `
ALTER TABLE source ADD COLUMN note TEXT NOT NULL DEFAULT '';
UPDATE source SET note = 'from version 1: ' || name;
`;

export const NEXT_MIGRATIONS: readonly string[] = [...MIGRATIONS, NEXT_MIGRATION];

/** The same, with enough to do in between for a kill to fall into it. */
export const SLOW_MIGRATIONS: readonly string[] = [
  ...MIGRATIONS,
  `CREATE TABLE history (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
   INSERT INTO history (text) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000)
     SELECT printf('%064d', i) FROM n;
   ${NEXT_MIGRATION}
   CREATE TABLE done (id INTEGER PRIMARY KEY) STRICT;`,
];
