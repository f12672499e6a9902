import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { RawRow, TableEnd, TableSink } from '../../../main/engine/sources/read/contract.ts';
import { readTable } from '../../../main/engine/sources/read/read-table.ts';
import { UserError, type UserErrorData } from '../../../shared/model/errors.ts';
import type { QuarantinedRow, RawCell, ReadOptions } from '../../../shared/model/source.ts';

/** A folder that is removed after the tests of the file. */
export function temporaryFolder(): {
  write(name: string, content: string | Uint8Array): string;
  path: string;
} {
  const folder = mkdtempSync(path.join(tmpdir(), 'orfevre-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: folder,
    write(name, content) {
      const file = path.join(folder, name);
      writeFileSync(file, content);
      return file;
    },
  };
}

export interface ReadResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly RawCell[])[];
  readonly numbers: readonly number[];
  readonly aside: readonly QuarantinedRow[];
  readonly end: TableEnd;
}

/** Reads a whole table into memory and checks that every row is accounted for. */
export async function readAll(file: string, options: ReadOptions = {}): Promise<ReadResult> {
  const rows: RawRow[] = [];
  const aside: QuarantinedRow[] = [];
  let columns: readonly string[] = [];
  const sink: TableSink = {
    columns: (names) => {
      columns = names;
    },
    rows: (batch) => {
      rows.push(...batch);
    },
    quarantine: (items) => {
      aside.push(...items);
    },
    progress: () => {},
  };
  const end = await readTable(file, options, sink, { cancelled: () => false });
  if (end.read !== end.loaded + end.quarantined) throw new Error('read is not loaded plus set aside');
  if (end.loaded !== rows.length || end.quarantined !== aside.length) throw new Error('counts do not match');
  const numbers = [...rows.map((row) => row.row), ...aside.map((row) => row.row)].sort((a, b) => a - b);
  numbers.forEach((number, i) => {
    if (number !== i + 1) throw new Error(`row ${i + 1} is not accounted for`);
  });
  return { columns, rows: rows.map((row) => row.cells), numbers: rows.map((row) => row.row), aside, end };
}

/** What a promise is refused with. */
export async function refusal(promise: Promise<unknown>): Promise<UserErrorData> {
  const error = await promise.then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason,
  );
  if (error instanceof UserError) return error.data;
  throw error;
}

export function text(item: QuarantinedRow | undefined): string {
  return Buffer.from(item?.bytes ?? []).toString('latin1');
}
