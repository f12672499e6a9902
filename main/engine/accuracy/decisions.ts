import { UserError } from '../../../shared/model/errors.ts';
import { decidePair } from '../db/decisions.ts';
import { transact, type WriteDb } from '../db/handles.ts';
import { writeJournal } from '../db/journal.ts';
import { recordFinder } from '../db/records.ts';
import { labelsInForce, pairsOf, type StoredSample } from './store.ts';

/**
 * Turns answers into decisions, all of them or none: those on the pairs named, else all that are same or different. An
 * answer that is a decision already, or of which a row is no longer there, is left out. From then on the sample is no
 * measurement of later runs: they know its answers.
 * @throws UserError `accuracy.nothing_to_decide`.
 */
export function decideLabels(
  db: WriteDb,
  sample: StoredSample,
  pairs: readonly number[] | undefined,
  actor: string,
): string[] {
  const labels = labelsInForce(db, sample);
  const wanted = pairs && new Set(pairs);
  const isThere = recordFinder(db);
  const isDecided = db.prepare(
    `SELECT 1 FROM accuracy_decision a WHERE a.label_uid = ?
     AND NOT EXISTS (SELECT 1 FROM decision r WHERE r.reverts = a.decision_uid)`,
  );
  const keep = db.prepare(
    'INSERT INTO accuracy_decision (label_uid, sample_id, decision_uid) VALUES (?, ?, ?)',
  );
  return transact(db, () => {
    const uids = pairsOf(db, sample).flatMap(({ id, left, right }) => {
      const label = labels.get(id);
      if (!label || label.answer === 'unsure' || (wanted && !wanted.has(id))) return [];
      if (isDecided.get(label.uid) || isThere(left) === undefined || isThere(right) === undefined) return [];
      const kind = label.answer === 'same' ? ('link' as const) : ('keep_apart' as const);
      const uid = decidePair(
        db,
        { kind, entity: sample.entity, left, right, reason: `accuracy:${sample.uid}` },
        actor,
      );
      keep.run(label.uid, sample.id, uid);
      return [uid];
    });
    if (uids.length === 0) throw nothingToDecide(sample);
    writeJournal(db, {
      actor,
      action: 'accuracy.decide',
      subject: `accuracy:${sample.uid}`,
      payload: { decisions: uids.length },
    });
    return uids;
  });
}

const nothingToDecide = (sample: StoredSample): UserError =>
  new UserError({
    operation: 'accuracy.toDecisions',
    code: 'accuracy.nothing_to_decide',
    message:
      'None of these answers can become a decision: they are so already, or nobody could tell. Nothing was changed.',
    next: 'Label more pairs, or choose others.',
    where: { sample: sample.uid },
  });
