import path from 'node:path';

/**
 * Column names from a header as written: trimmed, blanks become `column_3`, repeats get ` (2)`, ` (3)` …
 * The result has no duplicates. Names such as `__proto__` are kept: nothing here is keyed by a plain object.
 */
export function uniqueNames(header: readonly (string | null)[]): string[] {
  const written = header.map((name, i) => cleanName(name ?? '') || `column_${i + 1}`);
  const taken = new Set<string>();
  const reserved = new Set(written);
  return written.map((name) => {
    const unique = taken.has(name) ? firstFree(name, taken, reserved) : name;
    taken.add(unique);
    return unique;
  });
}

/** Names for a table without header. */
export function numberedNames(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `column_${i + 1}`);
}

/** A name for one more column, different from all before. */
export function nameApart(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? firstFree(name, taken, taken) : name;
}

function firstFree(name: string, taken: ReadonlySet<string>, reserved: ReadonlySet<string>): string {
  for (let n = 2; ; n++) {
    const candidate = `${name} (${n})`;
    if (!taken.has(candidate) && !reserved.has(candidate)) return candidate;
  }
}

function cleanName(name: string): string {
  return name
    .replace(/^\uFEFF/, '')
    .replace(/[\s\u0000-\u001F]+/g, ' ')
    .trim()
    .slice(0, 500);
}

/**
 * Proposed source names for the tables of a file: `crm.csv` → `crm`; with several tables `crm_Sheet2`; letters, digits,
 * `_` and `-` only, made unique with a number.
 */
export function sourceNames(file: string, tables: readonly (string | undefined)[]): string[] {
  const base = stem(file);
  const taken = new Set<string>();
  return tables.map((table) => {
    const wanted = table === undefined || tables.length === 1 ? base : sanitise(`${base}_${stem(table)}`);
    let name = wanted;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted}_${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

/** The name of a file without folder and known extension. */
export function stem(file: string): string {
  const base = path.basename(file.replaceAll('\\', '/'));
  return sanitise(base.replace(/\.gz$/i, '').replace(KNOWN_EXTENSION, '')) || 'source';
}

const KNOWN_EXTENSION =
  /\.(csv|tsv|tab|txt|psv|dat|xlsx|xlsm|xls|json|jsonl|ndjson|geojson|parquet|sqlite3?|db3?|zip)$/i;

function sanitise(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 80);
}
