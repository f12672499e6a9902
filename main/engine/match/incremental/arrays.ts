import { identifier, type ReadDb, transact, type WriteDb } from '../../db/handles.ts';

/** Numbers as they are kept: little-endian, as all machines are that this runs on. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array;

const KINDS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array } as const;
type Kind = keyof typeof KINDS;

const kindOf = (numbers: Numbers): Kind =>
  numbers instanceof Uint8Array ? 'u8' : numbers instanceof Uint16Array ? 'u16' : 'u32';

/** Bytes of a piece: written in well under 100 ms. */
const PIECE = 4 << 20;

export const arraysTable = (table: string): string =>
  `CREATE TABLE ${identifier(table)} (entity TEXT NOT NULL, name TEXT NOT NULL, piece INTEGER NOT NULL, kind TEXT NOT NULL,
     data BLOB NOT NULL, PRIMARY KEY (entity, name, piece)) STRICT`;

/** Writes an array under a name, in pieces; each is a transaction of its own. */
export function writeArray(db: WriteDb, table: string, entity: string, name: string, numbers: Numbers): void {
  const insert = db.prepare(`INSERT INTO ${identifier(table)} VALUES (?, ?, ?, ?, ?)`);
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  for (let at = 0, piece = 0; at === 0 || at < bytes.length; at += PIECE, piece++) {
    // A copy: SQLite binds no shared memory.
    const data = Buffer.from(bytes.slice(at, at + PIECE));
    transact(db, () => insert.run(entity, name, piece, kindOf(numbers), data));
  }
}

/** The array of that name; undefined when there is none. */
export function readArray(db: ReadDb, table: string, entity: string, name: string): Numbers | undefined {
  const pieces = db
    .prepare(`SELECT kind, data FROM ${identifier(table)} WHERE entity = ? AND name = ? ORDER BY piece`)
    .all(entity, name) as { kind: Kind; data: Buffer }[];
  const first = pieces[0];
  if (first === undefined) return undefined;
  const bytes = new Uint8Array(pieces.reduce((sum, { data }) => sum + data.length, 0));
  let at = 0;
  for (const { data } of pieces) {
    bytes.set(data, at);
    at += data.length;
  }
  return new KINDS[first.kind](bytes.buffer);
}
