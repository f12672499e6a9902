import type {
  QuarantinedRow,
  RawCell,
  ReadOptions,
  TableInspection,
} from '../../../../shared/model/source.ts';
import type { RawRow, TableSink } from './contract.ts';
import type { TextHead } from './inspect-text.ts';
import { readJson } from './json.ts';
import { readJsonLines } from './json-lines.ts';
import { outlineJson } from './json-outline.ts';
import { LIMITS } from './limits.ts';

/** Takes the first rows of a table, then asks the reader to stop. */
export class SampleSink implements TableSink {
  names: readonly string[] = [];
  readonly sample: RawCell[][] = [];
  aside = 0;
  #seen = 0;

  columns(names: readonly string[]): void {
    this.names = names;
  }

  rows(batch: RawRow[]): void {
    for (const { cells } of batch) if (this.sample.length < LIMITS.sampleRows) this.sample.push(cells);
  }

  quarantine(items: QuarantinedRow[]): void {
    this.aside += items.length;
  }

  progress(done: number): void {
    this.#seen = done;
  }

  get full(): boolean {
    return this.sample.length >= LIMITS.sampleRows || this.#seen >= LIMITS.sampleBytes;
  }
}

/** Runs a reader until the sample is full. */
export async function takeSample(
  read: (sink: TableSink, control: { cancelled(): boolean }) => Promise<unknown>,
): Promise<SampleSink> {
  const sink = new SampleSink();
  try {
    await read(sink, { cancelled: () => sink.full });
  } catch (error) {
    if (!sink.full) throw error;
  }
  return sink;
}

/** The table of a JSON Lines file. */
export async function inspectJsonLines(head: TextHead, options: ReadOptions): Promise<TableInspection> {
  const { headerRow } = options;
  const found = await takeSample((sink, control) =>
    readJsonLines(head.path, head.encoding, headerRow, sink, control),
  );
  return {
    name: '',
    options: {
      format: 'jsonl',
      encoding: head.encoding.name,
      ...(headerRow === undefined ? {} : { headerRow }),
    },
    columns: found.names,
    sample: found.sample,
    confidence: found.aside === 0 ? 1 : 0.7,
    remarks: [...head.guess.remarks, ...asideRemark(found.aside)],
  };
}

/** The tables of a JSON file: the list at its top, or each list of records found under a key. */
export async function inspectJson(head: TextHead, options: ReadOptions): Promise<TableInspection[]> {
  const tables = options.table === undefined ? outlineJson(head.bytes, head.encoding) : [options.table];
  const inspections: TableInspection[] = [];
  for (const table of tables) {
    const { headerRow } = options;
    const found = await takeSample((sink, control) =>
      readJson(head.path, { encoding: head.encoding, table: table || undefined, headerRow }, sink, control),
    );
    inspections.push({
      name: table,
      options: {
        format: 'json',
        encoding: head.encoding.name,
        ...(table ? { table } : {}),
        ...(headerRow === undefined ? {} : { headerRow }),
      },
      columns: found.names,
      sample: found.sample,
      confidence: found.aside === 0 ? 1 : 0.7,
      remarks: [...head.guess.remarks, ...asideRemark(found.aside)],
    });
  }
  return inspections;
}

function asideRemark(aside: number): string[] {
  return aside === 0 ? [] : [`${aside} of the first records cannot be read and will be set aside.`];
}
