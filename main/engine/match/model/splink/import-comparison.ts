import type { EntityType } from '../../../../../shared/model/canonical.ts';
import type { Comparison, ComparisonLevel } from '../../../../../shared/model/match-model.ts';
import { CUSTOM } from '../../comparators/custom.ts';
import { COMPARATORS } from '../../comparators/index.ts';
import { NEVER_COMPARED, wantsOf } from '../catalogue.ts';
import type { ColumnFinder, Place } from './columns.ts';
import { conditionLevels } from './import-custom.ts';
import { comparatorFor, nearestLevel, REST } from './nearest-level.ts';
import { type Note, note } from './note.ts';
import { ownComparison } from './own.ts';
import { columnsOf, recognise, type Test } from './recognise.ts';
import type { SplinkComparison, SplinkLevel } from './settings.ts';

/** A level of Splink with what its condition asks; blanks are no level here, since they give no evidence. */
interface ReadLevel {
  readonly level: SplinkLevel;
  readonly test: Test;
}

/** What became of one comparison of Splink. */
export interface ImportedComparison {
  readonly comparisons: readonly Comparison[];
  readonly notes: readonly Note[];
  /** m and u are Splink's, not those every comparison starts from. */
  readonly trained: boolean;
}

/** By how much m or u may miss 1 before they are rescaled; beyond it, the model would be refused. */
const SUM_TOLERANCE = 0.005;

/** Translates one comparison; what cannot be carried over is in the notes, level by level. */
export function importComparison(
  from: SplinkComparison,
  index: number,
  entity: EntityType,
  columns: ColumnFinder,
): ImportedComparison {
  const subject = from.output_column_name ?? `comparison ${index + 1}`;
  const own = ownComparison(from, entity);
  if (own !== undefined) return { comparisons: [own], notes: [], trained: true };
  const levels = from.comparison_levels
    .map((level): ReadLevel => ({ level, test: recognise(level.sql_condition) }))
    .filter(({ level, test }) => level.is_null_level !== true && test.type !== 'null');
  const notes = levels.flatMap(({ level }) => frequencyNotes(level, subject));
  const used = [...new Set(levels.flatMap(({ test }) => columnsOf(test)))];
  const places = new Map(used.flatMap((column) => entry(column, columns.find(column))));
  const unknown = used.filter((column) => !places.has(column));
  notes.push(...unknown.map((column) => note('column_unknown', subject, column)));
  const main = mainColumn(levels, [...places.keys()]);
  if (main === undefined) return { comparisons: [], notes: [...notes, leftOut(subject)], trained: false };
  if (isOfFullName(levels, places)) return fullName(subject, places, notes);
  const place = places.get(main)!;
  if (NEVER_COMPARED.has(place.attribute.kind))
    return { comparisons: [], notes: [...notes, leftOut(subject)], trained: false };
  const result = translate(subject, levels, main, place, places);
  const lost =
    result.comparisons.length === 0 || result.notes.some(({ code }) => code === 'condition_unsupported');
  const asked = lost ? asConditions(subject, levels, places, entity) : undefined;
  const found = asked ?? result;
  return { ...found, notes: [...notes, ...found.notes] };
}

/** A comparison no family stands for, run as the conditions it is made of. */
function asConditions(
  subject: string,
  levels: readonly ReadLevel[],
  places: ReadonlyMap<string, Place>,
  entity: EntityType,
): ImportedComparison | undefined {
  const read = conditionLevels(
    levels.map(({ level }) => level),
    places,
    entity,
  );
  if (read === undefined) return undefined;
  const names = read.levels.map(({ name }) => name);
  // Before training: every level but the last as likely of a match, and each as rare of any other pair.
  const start = (name: string, rest: number): number =>
    name === names.at(-1) ? rest : (1 - rest) / (names.length - 1);
  const m = probabilities('m_probability', names, names, levels, (name) => start(name, 0.1));
  const u = probabilities('u_probability', names, names, levels, (name) => start(name, 0.95));
  const comparison: Comparison = {
    name: subject,
    attributes: read.attributes,
    comparator: CUSTOM,
    levels: read.levels.map((level, k) => ({ ...level, m: m.values[k]!, u: u.values[k]! })),
  };
  return {
    comparisons: [comparison],
    notes: [note('comparison_as_conditions', subject), ...probabilityNotes(subject, m.how, u.how)],
    trained: m.how !== 'start' && u.how !== 'start',
  };
}

const leftOut = (subject: string): Note => note('comparison_left_out', subject);
const entry = (column: string, place: Place | undefined): [string, Place][] =>
  place === undefined ? [] : [[column, place]];

/** The column most levels look at. */
function mainColumn(levels: readonly ReadLevel[], known: readonly string[]): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const column of known) {
    const count = levels.filter(({ test }) => columnsOf(test).includes(column)).length;
    if (count > most) [best, most] = [column, count];
  }
  return best;
}

/** Given and family name in one comparison (Splink's ForenameSurnameComparison): two comparisons here. */
function isOfFullName(levels: readonly ReadLevel[], places: ReadonlyMap<string, Place>): boolean {
  const kinds = new Set(
    levels
      .filter(({ test }) => test.type === 'all' || test.type === 'same')
      .flatMap(({ test }) => columnsOf(test).flatMap((column) => places.get(column)?.attribute.kind ?? [])),
  );
  return kinds.has('given_name') && kinds.has('family_name');
}

function fullName(subject: string, places: ReadonlyMap<string, Place>, notes: Note[]): ImportedComparison {
  const nameOf = (kind: string): string =>
    [...places.values()].find(({ attribute }) => attribute.kind === kind)!.attribute.name;
  const given = nameOf('given_name');
  const family = nameOf('family_name');
  const comparisons = [
    startValues('given_name', 'given_name', [given, family]),
    startValues('family_name', 'family_name', [family, family, given]),
  ];
  const became = comparisons.map(({ name }) => name).join(', ');
  return { comparisons, notes: [...notes, note('comparison_split', subject, '', became)], trained: false };
}

function startValues(name: string, comparator: string, attributes: readonly string[]): Comparison {
  const levels = COMPARATORS.get(comparator)!.levels.map(({ name: level, m, u }) => ({ name: level, m, u }));
  return { name, attributes, comparator, levels, termFrequency: true };
}

function translate(
  subject: string,
  levels: readonly ReadLevel[],
  main: string,
  place: Place,
  places: ReadonlyMap<string, Place>,
): ImportedComparison {
  const notes: Note[] = [];
  const comparator = comparatorOf(place, levels);
  const family = COMPARATORS.get(comparator)!;
  const names = family.levels.map(({ name }) => name);
  const crossed = levels.flatMap(({ test }) => (test.type === 'crosswise' ? test.columns : []));
  const other = crossed.map((column) => places.get(column)).find((one) => one && one !== place);
  const targets = levels.map(({ level, test }): string => {
    if (test.type === 'else') return REST;
    const condition = level.sql_condition;
    if (test.type === 'unreadable') notes.push(note('condition_unreadable', subject, condition, REST));
    const foreign = columnsOf(test).some((column) => column !== main && test.type !== 'crosswise');
    const found = foreign ? undefined : nearestLevel(test, comparator, place.part, names);
    if (found === undefined || (found.level === 'swapped' && other === undefined)) {
      if (test.type !== 'unreadable')
        notes.push(
          note(isUnknown(test) ? 'condition_unsupported' : 'level_to_rest', subject, condition, REST),
        );
      return REST;
    }
    if (found.as === 'near') notes.push(note('condition_nearest', subject, condition, found.level));
    return found.level;
  });
  notes.push(...joinedNotes(subject, levels, targets));
  const kept = names.filter((name) => targets.includes(name) || name === REST);
  if (kept.length < 2) return { comparisons: [], notes: [...notes, leftOut(subject)], trained: false };
  const start = new Map(family.levels.map((level) => [level.name, level]));
  const m = probabilities('m_probability', kept, targets, levels, (name) => start.get(name)!.m);
  const u = probabilities('u_probability', kept, targets, levels, (name) => start.get(name)!.u);
  notes.push(...probabilityNotes(subject, m.how, u.how));
  const swaps = kept.includes('swapped') && other !== undefined ? [other.attribute.name] : [];
  const comparison: Comparison = {
    name: subject,
    attributes: [place.attribute.name, ...swaps],
    comparator,
    levels: kept.map((name, k): ComparisonLevel => ({ name, m: m.values[k]!, u: u.values[k]! })),
    ...(levels.some(({ level }) => typeof level.tf_adjustment_column === 'string') && {
      termFrequency: true,
    }),
  };
  return { comparisons: [comparison], notes, trained: m.how !== 'start' && u.how !== 'start' };
}

/** The comparator of the kind of the attribute; one that cannot compare it gives way to a plain one. */
function comparatorOf(place: Place, levels: readonly ReadLevel[]): string {
  const plain = levels.every(
    ({ test }) => test.type === 'else' || (test.type === 'same' && test.view === 'whole'),
  );
  // Categories are not weighed by how common they are.
  const exactOnly = plain && !levels.some(({ level }) => typeof level.tf_adjustment_column === 'string');
  const comparator = comparatorFor(place, exactOnly);
  const wants = wantsOf(comparator);
  const fits = COMPARATORS.has(comparator) && !(wants.single && place.attribute.cardinality === 'many');
  return fits ? comparator : 'text';
}

type How = 'carried' | 'rescaled' | 'start';

function probabilityNotes(subject: string, m: How, u: How): Note[] {
  return (
    [
      ['m', m],
      ['u', u],
    ] as const
  ).flatMap(([which, how]) => {
    if (how === 'carried') return [];
    return [note(how === 'start' ? 'probabilities_missing' : 'probabilities_rescaled', subject, which)];
  });
}

const isUnknown = (test: Test): boolean =>
  test.type === 'unknown' || ((test.type === 'all' || test.type === 'any') && test.tests.some(isUnknown));

/** Several conditions that fall into one level: told, unless it is the rest, where each has a note of its own. */
function joinedNotes(subject: string, levels: readonly ReadLevel[], targets: readonly string[]): Note[] {
  return [...new Set(targets)].flatMap((target) => {
    const conditions = levels.filter((_, k) => targets[k] === target).map(({ level }) => level.sql_condition);
    if (target === REST || conditions.length < 2) return [];
    return [note('levels_joined', subject, conditions.join(' | '), target)];
  });
}

/**
 * m or u per kept level: that of the conditions that fall into it, added up, since a pair meets the first of them only.
 * Where Splink has not estimated all of them, those every comparison starts from.
 */
function probabilities(
  which: 'm_probability' | 'u_probability',
  kept: readonly string[],
  targets: readonly string[],
  levels: readonly ReadLevel[],
  start: (name: string) => number,
): { values: readonly number[]; how: How } {
  const given = levels.map(({ level }) => level[which]);
  const usable = given.every((p) => typeof p === 'number' && p >= 0 && p <= 1);
  if (!usable || given.length === 0) return { values: scaled(kept.map(start)), how: 'start' };
  const values = kept.map((name) =>
    given.reduce<number>((sum, p, k) => (targets[k] === name ? sum + p! : sum), 0),
  );
  const total = values.reduce((sum, p) => sum + p, 0);
  if (!targets.includes(REST) && total <= 1) {
    values[kept.indexOf(REST)] = 1 - total;
    return { values, how: 'carried' };
  }
  if (total <= 0) return { values: scaled(kept.map(start)), how: 'start' };
  if (Math.abs(total - 1) > SUM_TOLERANCE) return { values: scaled(values), how: 'rescaled' };
  // Added up in another order, a sum of probabilities may come out a hair above 1.
  return { values: values.map((p) => Math.min(1, p)), how: 'carried' };
}

function scaled(values: readonly number[]): number[] {
  const total = values.reduce((sum, p) => sum + p, 0);
  return values.map((p) => p / total);
}

function frequencyNotes(level: SplinkLevel, subject: string): Note[] {
  const { tf_adjustment_weight: weight, tf_minimum_u_value: least } = level;
  const notes: Note[] = [];
  if (typeof weight === 'number' && weight !== 1) notes.push(note('tf_weight', subject, String(weight), '1'));
  if (typeof least === 'number' && least > 0) notes.push(note('tf_minimum', subject, String(least)));
  return notes;
}
