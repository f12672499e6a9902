import type { Expression } from './parse.ts';

/** Writes a column: its name, and the table before it (`l`, `r` or ''). */
export type ColumnWriter = (name: string, table: string) => string;

/**
 * A condition as SQL again, every part in brackets that needs them; undefined where its sense was not kept by the parser
 * (lists, lambdas, subscripts) or by this dialect-free form (CAST to a type).
 */
export function writeCondition(of: Expression, column: ColumnWriter): string | undefined {
  const part = (one: Expression): string | undefined => writeCondition(one, column);
  const all = (parts: readonly Expression[]): string[] | undefined => {
    const written = parts.map(part);
    return written.includes(undefined) ? undefined : (written as string[]);
  };
  switch (of.type) {
    case 'column':
      return column(of.name, of.table);
    case 'text':
      return quoted(of.text);
    case 'number':
      return String(of.value);
    case 'cast':
      return part(of.parts[0]);
    case 'not':
      return around(part(of.parts[0]), (inner) => `NOT (${inner})`);
    case 'is_null':
      return around(part(of.parts[0]), (inner) => `(${inner}) IS ${of.negated ? 'NOT ' : ''}NULL`);
    case 'operation': {
      const [a, b] = all(of.parts) ?? [];
      if (a === undefined || b === undefined) return undefined;
      const inner = (text: string, one: Expression): string => (isPlain(one) ? text : `(${text})`);
      return `${inner(a, of.parts[0])} ${of.sign.toUpperCase()} ${inner(b, of.parts[1])}`;
    }
    case 'call': {
      const parts = all(of.parts);
      return parts && `${of.name}(${parts.join(', ')})`;
    }
    case 'other': {
      const parts = all(of.parts);
      return parts && construct(of.name, parts);
    }
  }
}

const around = (inner: string | undefined, write: (inner: string) => string): string | undefined =>
  inner === undefined ? undefined : write(inner);
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const isPlain = ({ type }: Expression): boolean =>
  type === 'column' || type === 'text' || type === 'number' || type === 'call';

function construct(name: string, parts: readonly string[]): string | undefined {
  const [first, ...rest] = parts;
  switch (name) {
    case 'null':
      return 'NULL';
    case 'minus':
      return `-(${first})`;
    case 'in':
    case 'not in':
      return `(${first}) ${name.toUpperCase()} (${rest.join(', ')})`;
    case 'like':
    case 'ilike':
    case 'not like':
      return `(${first}) ${name.toUpperCase()} (${rest[0]})`;
    case 'between':
      return `(${first}) BETWEEN (${rest[0]}) AND (${rest[1]})`;
    case 'case':
      return choice(parts);
    default:
      return undefined;
  }
}

function choice(parts: readonly string[]): string {
  const branches: string[] = [];
  for (let k = 0; k + 1 < parts.length; k += 2) branches.push(`WHEN ${parts[k]} THEN ${parts[k + 1]}`);
  const otherwise = parts.length % 2 === 1 ? ` ELSE ${parts.at(-1)}` : '';
  return `CASE ${branches.join(' ')}${otherwise} END`;
}
