import { hash } from 'node:crypto';
import type { ReadOptions } from '../../../shared/model/source.ts';
import { readTable } from './read/read-table.ts';

/**
 * Which of `candidates` hold a different, filled value on every loaded row: what a key must. Exact but for a collision of
 * 52-bit hashes (about one in ten thousand for a million rows, and then the import says so).
 */
export async function uniqueColumns(
  path: string,
  options: ReadOptions,
  candidates: readonly string[],
): Promise<Set<string>> {
  const lists = candidates.map((name) => ({ name, index: -1, hashes: new HashList(), filled: true }));
  await readTable(
    path,
    options,
    {
      columns(names) {
        for (const list of lists) list.index = names.indexOf(list.name);
      },
      rows(batch) {
        for (const { cells } of batch) {
          for (const list of lists) {
            const cell = cells[list.index] ?? '';
            if (cell.trim() === '') list.filled = false;
            else if (list.filled) list.hashes.add(cell);
          }
        }
      },
      quarantine() {},
      progress() {},
    },
    { cancelled: () => false },
  );
  return new Set(
    lists.filter(({ filled, hashes }) => filled && hashes.allDifferent()).map(({ name }) => name),
  );
}

/** 52-bit hashes of texts in a growing typed array: 8 bytes a row. */
class HashList {
  #hashes = new Float64Array(1 << 16);
  #length = 0;

  add(text: string): void {
    if (this.#length === this.#hashes.length) {
      const grown = new Float64Array(this.#length * 2);
      grown.set(this.#hashes);
      this.#hashes = grown;
    }
    this.#hashes[this.#length++] = Number.parseInt(hash('sha1', text, 'hex').slice(0, 13), 16);
  }

  allDifferent(): boolean {
    const sorted = this.#hashes.subarray(0, this.#length).sort();
    for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) return false;
    return true;
  }
}
