import type { Attribute } from '../../../../../shared/model/canonical.ts';
import type { Dialect } from './settings.ts';

/** The two sides of a column in a condition of a comparison level. */
export interface Sides {
  readonly l: string;
  readonly r: string;
  /** Each record holds a list of values: the best pair of values counts. */
  readonly list: boolean;
}

/** Writes SQL conditions as Splink's own libraries do, in one dialect. */
export class SqlWriter {
  readonly dialect: Dialect;
  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  /** SQLite has no lists: the column holds one of the values. */
  hasList(attribute: Attribute): boolean {
    return attribute.cardinality === 'many' && this.dialect !== 'sqlite';
  }

  name(text: string): string {
    return this.dialect === 'spark' ? `\`${text.replaceAll('`', '``')}\`` : `"${text.replaceAll('"', '""')}"`;
  }

  sides(column: string, list = false): Sides {
    return { l: this.name(`${column}_l`), r: this.name(`${column}_r`), list };
  }

  isNull({ l, r }: Sides): string {
    return `${l} IS NULL OR ${r} IS NULL`;
  }

  same({ l, r, list }: Sides): string {
    if (!list) return `${l} = ${r}`;
    return this.dialect === 'spark'
      ? `SIZE(ARRAY_INTERSECT(${l}, ${r})) >= 1`
      : `array_length(list_intersect(${l}, ${r})) >= 1`;
  }

  jaroWinkler(sides: Sides, least: number): string {
    const metric = this.dialect === 'duckdb' ? 'jaro_winkler_similarity' : 'jaro_winkler';
    return `${this.best(sides, 'max', (a, b) => `${metric}(${a}, ${b})`)} >= ${least}`;
  }

  edits(sides: Sides, most: number): string {
    return `${this.best(sides, 'min', (a, b) => `damerau_levenshtein(${a}, ${b})`)} <= ${most}`;
  }

  jaccard(sides: Sides, least: number): string {
    return `${this.best(sides, 'max', (a, b) => `jaccard(${a}, ${b})`)} >= ${least}`;
  }

  /** A part of both values is the same. `part` writes it for one value. */
  samePart(sides: Sides, part: (value: string) => string): string {
    const { l, r, list } = sides;
    if (!list) return `${part(l)} = ${part(r)}`;
    const each = (of: string): string =>
      this.dialect === 'spark'
        ? `transform(${of}, x -> ${part('x')})`
        : `list_transform(${of}, lambda x: ${part('x')})`;
    return this.same({ l: each(l), r: each(r), list });
  }

  start(value: string, length: number): string {
    return `substr(${value}, 1, ${length})`;
  }

  slice(value: string, from: number, length: number): string {
    return `substr(${value}, ${from}, ${length})`;
  }

  end(value: string, length: number): string {
    return `substr(${value}, -${length})`;
  }

  localPart(value: string): string {
    if (this.dialect === 'sqlite') return `substr(${value}, 1, instr(${value}, '@') - 1)`;
    return this.dialect === 'spark' ? `substring_index(${value}, '@', 1)` : `split_part(${value}, '@', 1)`;
  }

  domain(value: string): string {
    if (this.dialect === 'sqlite') return `substr(${value}, instr(${value}, '@') + 1)`;
    return this.dialect === 'spark' ? `substring_index(${value}, '@', -1)` : `split_part(${value}, '@', -1)`;
  }

  firstWord(value: string): string {
    if (this.dialect === 'sqlite') return `substr(${value}, 1, instr(${value} || ' ', ' ') - 1)`;
    return this.dialect === 'spark' ? `substring_index(${value}, ' ', 1)` : `split_part(${value}, ' ', 1)`;
  }

  /** Numbers within a share of the larger, as Splink's PercentageDifferenceLevel has it. */
  within({ l, r }: Sides, share: number): string {
    return `(ABS(${l} - ${r}) / (CASE WHEN ${r} > ${l} THEN ${r} ELSE ${l} END)) < ${share}`;
  }

  /** A metric of two values, or the best over two lists (Splink's PairwiseStringDistanceFunctionLevel). */
  private best(
    { l, r, list }: Sides,
    extreme: 'max' | 'min',
    metric: (a: string, b: string) => string,
  ): string {
    if (!list) return metric(l, r);
    const pairs = (of: string, each: (name: string, body: string) => string, transform: string): string =>
      `${transform}(flatten(${transform}(${l}, ${each('x', `${transform}(${r}, ${each('y', '[x, y]')})`)})), ${each('pair', of)})`;
    if (this.dialect === 'spark') {
      const of = pairs(
        metric('pair[0]', 'pair[1]'),
        (name, body) => `${name} -> ${body}`,
        'transform',
      ).replace('[x, y]', 'array(x, y)');
      return `array_${extreme}(${of})`;
    }
    const of = pairs(
      metric('pair[1]', 'pair[2]'),
      (name, body) => `lambda ${name}: ${body}`,
      'list_transform',
    );
    return `list_${extreme}(${of})`;
  }
}
