import type { Attribute, EntityType } from '../../../../../shared/model/canonical.ts';
import type { Comparison } from '../../../../../shared/model/match-model.ts';
import { CUSTOM } from '../../comparators/custom.ts';
import { KILOMETRES, UNITS } from '../../comparators/distance.ts';
import { COMPARATORS } from '../../comparators/index.ts';
import { BIGRAM_STEPS, JARO_WINKLER_STEPS } from '../../comparators/similarity.ts';
import { parseCondition, partsOf } from '../../conditions/parse.ts';
import { writeCondition } from '../../conditions/write.ts';
import { REST } from './nearest-level.ts';
import type { Sides, SqlWriter } from './sql.ts';

/** A condition for a level of a comparator. */
export interface LevelSql {
  readonly sql: string;
  /** It catches about the same pairs, not the same. */
  readonly near: boolean;
}

/**
 * SQL for each level of a comparison, by name; what is not there has none. `rest` is ELSE. Conditions are tried in the order
 * of the levels, so each only has to tell its pairs from those after it.
 */
export function levelConditions(
  comparison: Comparison,
  entity: EntityType,
  write: SqlWriter,
): ReadonlyMap<string, LevelSql> {
  const attributes = comparison.attributes.map((name) => entity.attributes.find((one) => one.name === name));
  const [first] = attributes;
  const conditions = new Map<string, LevelSql>();
  if (first === undefined) return conditions;
  const context: Context = {
    write,
    attributes,
    first,
    of: write.sides(first.name, write.hasList(first)),
    comparison,
  };
  for (const [level, sql] of Object.entries(WRITERS.get(comparison.comparator)?.(context) ?? plain(context)))
    if (sql !== undefined) conditions.set(level, sql);
  return conditions;
}

/** Names of levels in the order Splink tries them: as here, but for the rest, which comes last. */
export function levelOrder(comparison: Comparison): string[] {
  const names = comparison.levels.map(({ name }) => name);
  const rest = restOf(comparison);
  return [...names.filter((name) => name !== rest), ...(rest === undefined ? [] : [rest])];
}

/** The level every other pair falls into. */
export function restOf({ comparator, levels }: Comparison): string | undefined {
  const names = levels.map(({ name }) => name);
  if (comparator === CUSTOM) return names.at(-1);
  return names.includes(REST)
    ? REST
    : names.includes(COMPARATORS.get(comparator)?.levels.at(-1)?.name ?? '')
      ? names.at(-1)
      : undefined;
}

/** The columns a comparison looks at, as Splink's table must have them. */
export function columnsOfComparison(comparison: Comparison, entity: EntityType, write: SqlWriter): string[] {
  const all = [...levelConditions(comparison, entity, write).values()].map(({ sql }) => sql).join(' ');
  const names = entity.attributes.flatMap(({ name, kind }) =>
    kind === 'address' ? [name, ...PARTS.map((part) => `${name}_${part}`)] : [name],
  );
  return names.filter((name) => all.includes(write.name(`${name}_l`)));
}

const PARTS = ['number', 'street', 'postcode', 'city'];

interface Context {
  readonly write: SqlWriter;
  readonly attributes: readonly (Attribute | undefined)[];
  readonly first: Attribute;
  readonly of: Sides;
  readonly comparison: Comparison;
}
type Conditions = Readonly<Record<string, LevelSql | undefined>>;

const same = (sql: string): LevelSql => ({ sql, near: false });
const near = (sql: string): LevelSql => ({ sql, near: true });

const plain = ({ write, of }: Context): Conditions => ({ exact: same(write.same(of)) });

function givenName(context: Context): Conditions {
  const { write, of, attributes } = context;
  const family = attributes[1];
  const other = family && family !== context.first ? write.sides(family.name) : undefined;
  return {
    exact: same(write.same(of)),
    close: near(`${write.edits(of, 1)} OR ${write.jaroWinkler(of, 0.935)}`),
    swapped: other && near(`${of.l} = ${other.r} AND ${of.r} = ${other.l}`),
    initial: near(
      `${write.start(of.l, 1)} = ${write.start(of.r, 1)} AND (length(${of.l}) = 1 OR length(${of.r}) = 1)`,
    ),
    fuzzy: near(write.jaroWinkler(of, 0.86)),
  };
}

function familyName(context: Context): Conditions {
  const { write, of, attributes } = context;
  const [first, birthName, , sexOf] = attributes;
  const birth = birthName && birthName !== first ? write.sides(birthName.name) : undefined;
  const sex = sexOf?.kind === 'sex' ? write.sides(sexOf.name) : undefined;
  return {
    exact: same(write.same(of)),
    close: near(`${write.edits(of, 1)} OR ${write.jaroWinkler(of, 0.935)}`),
    married: birth && near(`${of.l} = ${birth.r} OR ${of.r} = ${birth.l}`),
    fuzzy: near(write.jaroWinkler(of, 0.86)),
    different_women: sex && same(`${sex.l} = 'F' AND ${sex.r} = 'F'`),
  };
}

function dates({ write, of, first }: Context): Conditions {
  if (write.hasList(first)) return { exact: same(write.same(of)), digit: near(write.edits(of, 1)) };
  const part = (from: number, length: number) => (value: string) => write.slice(value, from, length);
  const [year, month, day] = [part(1, 4), part(6, 2), part(9, 2)];
  const [sameYear, sameMonth, sameDay] = [year, month, day].map((p) => write.samePart(of, p));
  const whole = `length(${of.l}) >= 10 AND length(${of.r}) >= 10`;
  const number = (value: string): string => `CAST(${year(value)} AS INTEGER)`;
  const years = `ABS(${number(of.l)} - ${number(of.r)})`;
  return {
    exact: same(write.same(of)),
    swapped: same(`${sameYear} AND ${month(of.l)} = ${day(of.r)} AND ${day(of.l)} = ${month(of.r)}`),
    digit: near(`${write.edits(of, 1)} AND ${whole}`),
    near: near(
      `((${sameYear} AND ${sameMonth}) OR (${sameYear} AND ${sameDay}) OR (${sameMonth} AND ${sameDay})) AND ${whole}`,
    ),
    year: same(`${sameYear} AND ${whole}`),
    partial: near(sameYear!),
    generation: same(`${years} >= 15 AND ${years} <= 50`),
  };
}

const emails = ({ write, of }: Context): Conditions => ({
  exact: same(write.same(of)),
  typo: near(write.edits(of, 2)),
  same_local: same(write.samePart(of, (value) => write.localPart(value))),
  similar: near(write.jaroWinkler(of, 0.9)),
});

const phones = ({ write, of }: Context): Conditions => ({
  exact: same(write.same(of)),
  last_8: same(write.samePart(of, (value) => write.end(value, 8))),
  digit: same(write.edits(of, 1)),
});

const identifiers = ({ write, of }: Context): Conditions => ({
  exact: same(write.same(of)),
  typo: same(write.edits(of, 1)),
});

const numbers = ({ write, of }: Context): Conditions => ({
  exact: same(write.same(of)),
  within_1_percent: of.list ? undefined : same(write.within(of, 0.01)),
  within_10_percent: of.list ? undefined : same(write.within(of, 0.1)),
});

const texts = ({ write, of }: Context): Conditions => ({
  exact: same(write.same(of)),
  very_similar: near(`${write.edits(of, 2)} OR ${write.jaroWinkler(of, 0.95)}`),
  similar: near(write.jaroWinkler(of, 0.88)),
  contained: of.list ? undefined : near(`instr(${of.l}, ${of.r}) > 0 OR instr(${of.r}, ${of.l}) > 0`),
  some_words: write.dialect === 'sqlite' ? undefined : near(write.jaccard(of, 0.5)),
  few_words: write.dialect === 'sqlite' ? undefined : near(write.jaccard(of, 0.35)),
});

const softTfidf = (context: Context): Conditions => {
  const { exact, very_similar, similar, some_words } = texts(context);
  return { exact, very_similar, similar, some_words };
};

const jaroWinklers = ({ write, of }: Context): Conditions => {
  const [very, similar, some] = JARO_WINKLER_STEPS.map((least) => same(write.jaroWinkler(of, least)));
  return { exact: same(write.same(of)), very_similar: very, similar, some_letters: some };
};

const editDistances = ({ write, of }: Context): Conditions => ({
  exact: same(write.same(of)),
  one_edit: same(write.edits(of, 1)),
  two_edits: same(write.edits(of, 2)),
});

/** Of s bigrams in common by Dice, s ÷ (2 − s) are by Jaccard; of letters, which SQL counts, about as many. */
const bigrams = ({ write, of }: Context): Conditions => {
  const steps = BIGRAM_STEPS.map((least) => Number((least / (2 - least)).toFixed(2)));
  const [very, similar, some] = steps.map((least) =>
    write.dialect === 'sqlite' ? undefined : near(write.jaccard(of, least)),
  );
  return { exact: same(write.same(of)), very_similar: very, similar, some_letters: some };
};

const phonetics = ({ write, of }: Context): Conditions => ({
  exact: same(write.same(of)),
  sound: write.dialect === 'spark' ? near(write.samePart(of, (value) => `soundex(${value})`)) : undefined,
});

const gaps = ({ write, of }: Context): Conditions => ({
  exact: same(write.same(of)),
  ...Object.fromEntries(
    UNITS.map((most) => [`within_${most}`, of.list ? undefined : same(`ABS(${of.l} - ${of.r}) <= ${most}`)]),
  ),
});

/** As Splink's DistanceInKMLevel writes it. Of one text with both coordinates, SQL makes nothing. */
function distances({ write, of, attributes }: Context): Conditions {
  const [, longitude] = attributes;
  if (longitude === undefined) return {};
  const { l, r } = write.sides(longitude.name);
  const cosine = `sin(radians(${of.l})) * sin(radians(${of.r})) + cos(radians(${of.l})) * cos(radians(${of.r})) * cos(radians(${r} - ${l}))`;
  const km = `acos(CASE WHEN ${cosine} > 1 THEN 1 ELSE ${cosine} END) * 6371`;
  const names = ['within_100_m', 'within_1_km', 'within_10_km', 'within_100_km'];
  return Object.fromEntries(KILOMETRES.map((most, k) => [names[k]!, same(`${km} <= ${most}`)]));
}

const overlaps = ({ write, of }: Context): Conditions => ({
  same_values: of.list ? undefined : same(write.same(of)),
  any_value: of.list ? same(write.same(of)) : undefined,
});

/** The conditions as they are, but for the quotes around names; what only a parser understands is left out. */
function customs({ write, comparison }: Context): Conditions {
  const column = (name: string, table: string): string =>
    write.name(table === '' ? name : `${name}_${table.toLowerCase()}`);
  return Object.fromEntries(
    comparison.levels.slice(0, -1).map(({ name, condition = '' }) => {
      const expression = parseCondition(condition);
      const sql = writeCondition(expression, column);
      // A CAST does not say here to what: numbers are seen as such.
      const isCast = partsOf(expression).some(({ type }) => type === 'cast');
      return [name, sql === undefined ? undefined : { sql, near: isCast }];
    }),
  );
}

/** Of several addresses in a record, the parts of one cannot be told from those of another in SQL. */
function addresses({ write, of, first }: Context): Conditions {
  const [number, street, postcode, city] = PARTS.map((part) =>
    write.same(write.sides(`${first.name}_${part}`, of.list)),
  );
  const place = { postcode: near(postcode!), city: near(city!) };
  if (of.list) return { exact: same(write.same(of)), close: near(write.jaroWinkler(of, 0.92)), ...place };
  return {
    exact: near(`${number} AND ${street} AND ${postcode}`),
    close: near(`${write.jaroWinkler(of, 0.92)} AND ${number}`),
    street: same(`${number} AND ${street}`),
    neighbour: near(`${street} AND ${postcode}`),
    ...place,
  };
}

const WRITERS: ReadonlyMap<string, (context: Context) => Conditions> = new Map([
  ['given_name', givenName],
  ['family_name', familyName],
  ['date', dates],
  ['email', emails],
  ['phone', phones],
  ['identifier', identifiers],
  ['category', plain],
  ['number', numbers],
  ['text', texts],
  ['address', addresses],
  ['soft_tfidf', softTfidf],
  ['jaro_winkler', jaroWinklers],
  ['edit_distance', editDistances],
  ['bigrams', bigrams],
  ['phonetic', phonetics],
  ['number_gap', gaps],
  ['geographic_distance', distances],
  ['overlap', overlaps],
  ['custom', customs],
]);

/**
 * Where the pairs of a level without SQL mostly fall once it is gone, where that is not the next level that has some.
 * Levels that are no evidence go to the rest: among those that are, they would take away what these are worth.
 */
export const FALLS_INTO: ReadonlyMap<string, string> = new Map([
  ['sound', 'fuzzy'],
  ['compound', 'fuzzy'],
  ['nickname', REST],
  ['shared', REST],
  ['gender_form', REST],
  ['same_name_local', REST],
  ['other_numbers', REST],
]);
