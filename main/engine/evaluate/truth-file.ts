import { createReadStream } from 'node:fs';
import Papa from 'papaparse';
import { UserError } from '../../../shared/model/errors.ts';

const COLUMNS = ['source', 'source_key', 'entity_id'] as const;

/** Source and key as one record id, the form in which truth and crosswalk are compared. */
export function recordId(source: string, key: string): string {
  return `${source}\u0000${key}`;
}

/**
 * Reads a truth file: CSV with a header, columns `source,source_key,entity_id` in any order (further ones are ignored).
 * Returns entity by {@link recordId}. Throws a UserError when the file cannot be read, a column is missing, a row has no
 * entity, or a record stands in it twice with two entities.
 */
export function readTruth(path: string): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    const truth = new Map<string, string>();
    const stream = createReadStream(path, 'utf8');
    let places: readonly number[] | undefined;
    let row = 0;
    const fail = (error: unknown) => {
      stream.destroy();
      reject(error);
    };
    stream.on('error', (error) => fail(unreadable(path, error)));
    Papa.parse<string[]>(stream, {
      delimiter: ',',
      skipEmptyLines: true,
      step({ data }, parser) {
        try {
          row++;
          if (places === undefined) places = placesOf(data, path);
          else addRow(truth, data, places, path, row);
        } catch (error) {
          // Before aborting: that counts as completion, which must find the promise settled.
          fail(error);
          parser.abort();
        }
      },
      complete() {
        if (places === undefined) fail(badTruth('empty', 'The truth file is empty.', { file: path }));
        else resolve(truth);
      },
      error: (error: Error) => fail(unreadable(path, error)),
    });
  });
}

function placesOf(header: readonly string[], path: string): readonly number[] {
  const names = header.map((name) => name.replace(/^\ufeff/, '').trim());
  return COLUMNS.map((column) => {
    const at = names.indexOf(column);
    if (at >= 0) return at;
    throw badTruth('column_missing', `The truth file has no column “${column}”.`, { file: path, column });
  });
}

function addRow(
  truth: Map<string, string>,
  cells: readonly string[],
  places: readonly number[],
  file: string,
  row: number,
): void {
  const [source, key, entity] = places.map((at) => cells[at]);
  if (!source || !key || !entity) {
    throw badTruth('row_incomplete', `Row ${row} of the truth file has a blank source, key or entity.`, {
      file,
      row,
    });
  }
  const id = recordId(source, key);
  const known = truth.get(id);
  if (known !== undefined && known !== entity) {
    throw badTruth(
      'record_twice',
      `${source} ${key} has two entities in the truth file: ${known} and ${entity}.`,
      { file, row },
    );
  }
  truth.set(id, entity);
}

function badTruth(code: string, message: string, where: Record<string, string | number>): UserError {
  const next =
    'Give a UTF-8 CSV file with the columns source, source_key and entity_id, one line per record.';
  return new UserError({ operation: 'evaluate.truth', code, message, next, where });
}

function unreadable(path: string, error: Error): UserError {
  return new UserError({
    operation: 'evaluate.truth',
    code: 'unreadable',
    message: `The truth file cannot be read: ${error.message}`,
    next: 'Check the path and that you may read the file.',
    where: { file: path },
  });
}
