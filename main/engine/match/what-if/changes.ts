import type { ReviewSide } from '../../../../shared/contract/review.ts';
import {
  type ChangedRecord,
  type ChangeKind,
  type ChangeView,
  MOST_RECORDS,
} from '../../../../shared/contract/what-if.ts';
import type { EntityType } from '../../../../shared/model/canonical.ts';
import { tableExists, valueTable } from '../../db/entity-tables.ts';
import { foldText } from '../../db/fold-text.ts';
import { identifier, type ReadDb } from '../../db/handles.ts';
import { slicer } from '../../db/pause.ts';
import { notFound } from '../../db/procedure.ts';
import { type Changes, KINDS } from './difference.ts';
import type { KeptDifference } from './kept-differences.ts';

/** How records are named and searched; handed over, as it belongs to the review. */
export interface RecordWords {
  ofRecord(recordId: number): string;
  searchText(recordId: number): string;
}

/** A record with its values; handed over, as it belongs to the review. @throws UserError `record.unknown`. */
export type ReadSide = (db: ReadDb, entity: EntityType, recordId: number) => ReviewSide;

export interface ChangesAsked {
  readonly kind?: ChangeKind | undefined;
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
}

/** People of one side of a change that are counted one by one. */
const MOST_SIZES = 50;
/** Searches kept with a difference. */
const KEPT_SEARCHES = 8;

/** A window of the changes, that with most pairs first. */
export async function listChanges(
  difference: KeptDifference,
  words: RecordWords,
  { kind, search, offset, limit }: ChangesAsked,
): Promise<{ total: number; rows: ChangeView[] }> {
  const text = foldText(search);
  const found = await findOnce(difference, words, kind, text);
  const rows = [...found.subarray(offset, offset + limit)].map((change) =>
    viewOf(difference.changes, change, words),
  );
  return { total: found.length, rows };
}

/** Found once for each kind and text: windows are then read by number. */
function findOnce(
  { changes, found }: KeptDifference,
  words: RecordWords,
  kind: ChangeKind | undefined,
  text: string,
): Promise<Uint32Array> {
  const key = `${kind ?? ''} ${text}`;
  const finding = found.get(key) ?? find(changes, words, kind, text);
  found.delete(key);
  found.set(key, finding);
  finding.catch(() => found.delete(key));
  for (const [oldest] of found) {
    if (found.size <= KEPT_SEARCHES) break;
    found.delete(oldest);
  }
  return finding;
}

async function find(
  changes: Changes,
  words: RecordWords,
  kind: ChangeKind | undefined,
  text: string,
): Promise<Uint32Array> {
  const wanted = kind === undefined ? -1 : KINDS.indexOf(kind);
  const ofKind = changes.order.filter((change) => wanted < 0 || changes.kinds[change] === wanted);
  if (text === '') return ofKind;
  const pause = slicer();
  const matching: number[] = [];
  for (const change of ofKind) {
    if (membersOf(changes, change).some((id) => words.searchText(id).includes(text))) matching.push(change);
    await pause();
  }
  return Uint32Array.from(matching);
}

const membersOf = ({ records, starts }: Changes, change: number): Uint32Array =>
  records.subarray(starts[change], starts[change + 1]);

function viewOf(changes: Changes, change: number, words: RecordWords): ChangeView {
  const [from, to] = [changes.starts[change]!, changes.starts[change + 1]!];
  const first = changes.records[from]!;
  const sizes = (side: Uint32Array) =>
    [...peopleOf(side.subarray(from, to)).values()].map(({ size }) => size).slice(0, MOST_SIZES);
  return {
    record: first,
    kind: KINDS[changes.kinds[change]!]!,
    label: words.ofRecord(first),
    records: to - from,
    left: sizes(changes.left),
    right: sizes(changes.right),
    pairsGained: changes.gained[change]!,
    pairsLost: changes.lost[change]!,
  };
}

/** The people of one side of a change, the largest first, then in the order of their first record; numbered from 1. */
function peopleOf(side: Uint32Array): Map<number, { readonly number: number; readonly size: number }> {
  const sizes = new Map<number, number>();
  for (const person of side) sizes.set(person, (sizes.get(person) ?? 0) + 1);
  // Sorting is stable, and a Map keeps the order of what came first.
  const bySize = [...sizes].sort(([, a], [, b]) => b - a);
  return new Map(bySize.map(([person, size], index) => [person, { number: index + 1, size }]));
}

/**
 * One change with its records, person by person of the left side.
 * @throws UserError `change.unknown`: no change begins with that record.
 */
export function oneChange(
  db: ReadDb,
  entity: EntityType,
  { changes }: KeptDifference,
  record: number,
  words: RecordWords,
  readSide: ReadSide,
): { change: ChangeView; records: ChangedRecord[]; gone: number; attributes: string[] } {
  const change = numberOf(changes, record);
  if (change === undefined) throw notFound('whatIf.change', 'change', record);
  const [from, to] = [changes.starts[change]!, changes.starts[change + 1]!];
  const isThere = presence(db, entity);
  const left = peopleOf(changes.left.subarray(from, to));
  const right = peopleOf(changes.right.subarray(from, to));
  const members = Array.from({ length: to - from }, (_, k) => ({
    id: changes.records[from + k]!,
    left: left.get(changes.left[from + k]!)!.number,
    right: right.get(changes.right[from + k]!)!.number,
  }));
  members.sort((a, b) => a.left - b.left || a.right - b.right || a.id - b.id);
  const there = members.filter(({ id }) => isThere(id));
  const records = there.slice(0, MOST_RECORDS).map(({ id, ...people }): ChangedRecord => {
    const { raw: _, ...side } = readSide(db, entity, id);
    return { ...side, label: words.ofRecord(id), ...people };
  });
  return {
    change: viewOf(changes, change, words),
    records,
    gone: members.length - there.length,
    attributes: entity.attributes
      .map(({ name }) => name)
      .filter((name) => records.some(({ values }) => values[name] !== undefined)),
  };
}

/** Records of a scenario may be gone since. */
function presence(db: ReadDb, { name }: EntityType): (recordId: number) => boolean {
  if (!tableExists(db, valueTable(name))) return () => false;
  const read = db.prepare(`SELECT 1 FROM ${identifier(valueTable(name))} WHERE record_id = ?`);
  return (recordId) => read.get(recordId) !== undefined;
}

/** Changes are numbered in the order of their first records. */
function numberOf({ starts, records, count }: Changes, first: number): number | undefined {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (records[starts[middle]!]! < first) low = middle + 1;
    else high = middle;
  }
  return count > 0 && records[starts[low]!] === first ? low : undefined;
}
