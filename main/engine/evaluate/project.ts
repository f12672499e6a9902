import type { Evaluation } from '../../../shared/contract/evaluate.ts';
import { foldKey } from '../../../shared/kinds/fold.ts';
import type { ManyValue } from '../../../shared/model/canonical.ts';
import { tableExists } from '../db/entity-tables.ts';
import type { ReadDb } from '../db/handles.ts';
import { type BaselineRow, naiveBaseline } from './baseline.ts';
import { evaluate } from './scores.ts';
import { readTruth, recordId } from './truth-file.ts';

/**
 * Scores the golden records of a project against a truth file (columns source, source_key, entity_id).
 * @throws UserError as {@link readTruth}.
 */
export async function evaluateProject(db: ReadDb, truthFile: string): Promise<Evaluation> {
  const { records, missing, pairwise, bcubed } = evaluate(crosswalk(db), await readTruth(truthFile));
  return { records, missing, pairwise: figures(pairwise), bcubed: figures(bcubed) };
}

const figures = ({ precision, recall, f1 }: Evaluation['pairwise']) => ({ precision, recall, f1 });

/** Record → golden id, of every current record of a matched entity. */
function* crosswalk(db: ReadDb): Generator<[string, string]> {
  if (!tableExists(db, 'membership')) return;
  const rows = db
    .prepare(
      'SELECT s.name, r.key, m.golden_id FROM membership m JOIN record r ON r.id = m.record_id JOIN source s ON s.id = r.source_id',
    )
    .raw()
    .iterate() as IterableIterator<[string, string, string]>;
  for (const [source, key, goldenId] of rows) yield [recordId(source, key), goldenId];
}

/**
 * What anyone would try first, on the same standardised records: same full name and birth date, or same e-mail. The
 * measure that says what the match model is worth.
 */
export async function baselineOfProject(db: ReadDb, truthFile: string): Promise<Evaluation> {
  const found = naiveBaseline(individuals(db));
  const { records, missing, pairwise, bcubed } = evaluate(found, await readTruth(truthFile));
  return { records, missing, pairwise: figures(pairwise), bcubed: figures(bcubed) };
}

function* individuals(db: ReadDb): Generator<BaselineRow & { id: string }> {
  const rows = db
    .prepare(
      `SELECT s.name AS source, r.key, v.given_name, v.family_name, v.birth_date, v.email FROM value_individual v
       JOIN record r ON r.id = v.record_id JOIN source s ON s.id = r.source_id`,
    )
    .iterate() as IterableIterator<
    Record<'source' | 'key' | 'given_name' | 'family_name' | 'birth_date' | 'email', string | null>
  >;
  for (const { source, key, given_name, family_name, birth_date, email } of rows) {
    yield {
      id: recordId(source!, key!),
      name: normalName(`${given_name ?? ''} ${family_name ?? ''}`),
      ...(birth_date !== null && { birthDate: birth_date }),
      emails: email === null ? [] : (JSON.parse(email) as ManyValue[]).map(({ value }) => value),
    };
  }
}

/** Case, accents, punctuation and the order of the words put aside: what a spreadsheet user would normalise. */
function normalName(text: string): string {
  return foldKey(text).split(' ').sort().join(' ');
}
