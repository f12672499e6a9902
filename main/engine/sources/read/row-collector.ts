import type { QuarantinedRow, RawCell } from '../../../../shared/model/source.ts';
import type { CellBlock } from './cell-block.ts';
import { BATCH_ROWS, type RawRow, type TableSink } from './contract.ts';
import { LIMITS } from './limits.ts';

const BATCH_WEIGHT = 2 * 1024 * 1024;

/** Numbers rows, counts them and hands them to the sink in batches: every row it is given is loaded or quarantined. */
export class RowCollector {
  loaded = 0;
  quarantined = 0;
  readonly #sink: TableSink;
  #batch: RawRow[] = [];
  #weight = 0;
  #ready: RawRow[][] = [];
  #aside: QuarantinedRow[] = [];

  constructor(sink: TableSink) {
    this.#sink = sink;
  }

  get read(): number {
    return this.loaded + this.quarantined;
  }

  /** Number the next row will get. */
  get nextRow(): number {
    return this.read + 1;
  }

  /** `weight`: about the bytes of the row, so that batches of huge rows stay small. */
  add(cells: RawCell[], weight = 0): void {
    this.#batch.push({ row: this.read + 1, cells });
    this.loaded++;
    this.#weight += weight;
    if (this.#batch.length >= BATCH_ROWS || this.#weight >= BATCH_WEIGHT) this.#closeBatch();
  }

  /** Sets a row aside with its bytes, cut to what is kept. `truncated`: the bytes given are already incomplete. */
  setAside(code: string, message: string, bytes: Uint8Array, truncated = false): void {
    const cut = bytes.length > LIMITS.quarantineBytes;
    // A copy: the bytes given are usually a view of a whole segment of the file.
    const kept = new Uint8Array(cut ? bytes.subarray(0, LIMITS.quarantineBytes) : bytes);
    const row = this.read + 1;
    this.#aside.push(
      cut || truncated
        ? { row, code, message, bytes: kept, truncated: true }
        : { row, code, message, bytes: kept },
    );
    this.quarantined++;
  }

  /** Hands over what waits, then whole rows as they are; the sink must take blocks. */
  async addBlock(block: CellBlock): Promise<void> {
    await this.drain(true);
    const firstRow = this.read + 1;
    this.loaded += block.rows;
    await this.#sink.block?.(block, firstRow);
  }

  /** True when enough waits to be worth a {@link drain}. */
  get due(): boolean {
    return this.#ready.length > 0 || this.#aside.length >= 200;
  }

  /** Hands over what is complete; with `all`, also the batch begun. */
  async drain(all: boolean): Promise<void> {
    if (all && this.#batch.length > 0) this.#closeBatch();
    const ready = this.#ready;
    this.#ready = [];
    for (const batch of ready) {
      const held = this.#sink.rows(batch);
      if (held) await held;
    }
    if (this.#aside.length === 0) return;
    const aside = this.#aside;
    this.#aside = [];
    await this.#sink.quarantine(aside);
  }

  #closeBatch(): void {
    this.#ready.push(this.#batch);
    this.#batch = [];
    this.#weight = 0;
  }
}
