import type { AffectedPair, ThresholdChange } from '../../../shared/contract/match.ts';
import { ZONES } from '../../../shared/contract/match.ts';
import type { Thresholds } from '../../../shared/model/match-model.ts';
import type { ReadDb } from '../db/handles.ts';
import { caughtBetween, type WeightCounts } from './histogram.ts';

type Zone = ThresholdChange['from'];

/** Weights from `least` up to, not with, `most` (bits), whose pairs go from one zone to another. */
interface Band {
  readonly from: Zone;
  readonly to: Zone;
  readonly least: number;
  readonly most: number;
}

const zoneOf = (weight: number, { autoMerge, review }: Thresholds): Zone =>
  weight >= autoMerge ? 'merged' : weight >= review ? 'review' : 'apart';

/** The bands of weight in which `next` decides otherwise than `now`: three at most. */
export function bandsBetween(now: Thresholds, next: Thresholds): Band[] {
  const edges = [...new Set([now.review, now.autoMerge, next.review, next.autoMerge])].sort((a, b) => a - b);
  const bands: Band[] = [];
  edges.slice(1).forEach((most, k) => {
    const least = edges[k]!;
    const [from, to] = [zoneOf(least, now), zoneOf(least, next)];
    if (from === to) return;
    const last = bands.at(-1);
    if (last?.from === from && last.to === to && last.most === least)
      bands[bands.length - 1] = { ...last, most };
    else bands.push({ from, to, least, most });
  });
  return bands;
}

/** How many pairs each change concerns, of all stored ones, by weight alone. */
export function changesBetween(weights: WeightCounts, now: Thresholds, next: Thresholds): ThresholdChange[] {
  return bandsBetween(now, next)
    .map(({ from, to, least, most }) => ({ from, to, pairs: caughtBetween(weights, least, most) }))
    .filter(({ pairs }) => pairs > 0);
}

interface Page {
  readonly offset: number;
  readonly limit: number;
}

/**
 * The pairs of one change. Those nearer to being merged begin with the weakest, the others with the strongest: the first
 * ones are those one would regret.
 */
export function affectedPairs(
  db: ReadDb,
  entity: string,
  now: Thresholds,
  next: Thresholds,
  change: Pick<ThresholdChange, 'from' | 'to'>,
  { offset, limit }: Page,
  labelOf: (left: number, right: number) => string,
): AffectedPair[] {
  const band = bandsBetween(now, next).find(({ from, to }) => from === change.from && to === change.to);
  if (band === undefined) return [];
  const order = ZONES.indexOf(band.to) > ZONES.indexOf(band.from) ? 'ASC' : 'DESC';
  // The index alone finds the page; only its pairs are looked up.
  const rows = db
    .prepare(
      `SELECT p.left_id, p.right_id, p.weight, p.state FROM
         (SELECT left_id, right_id FROM pair WHERE entity = ? AND weight >= ? AND weight < ?
          ORDER BY weight ${order}, left_id ${order}, right_id ${order} LIMIT ? OFFSET ?) found
       JOIN pair p ON p.entity = ? AND p.left_id = found.left_id AND p.right_id = found.right_id
       ORDER BY p.weight ${order}, p.left_id ${order}, p.right_id ${order}`,
    )
    .all(entity, band.least, band.most, limit, offset, entity) as {
    left_id: number;
    right_id: number;
    weight: number;
    state: AffectedPair['state'];
  }[];
  return rows.map(({ left_id: leftId, right_id: rightId, weight, state }) => ({
    leftId,
    rightId,
    weight,
    state,
    label: labelOf(leftId, rightId),
  }));
}
