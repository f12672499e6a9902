import type { Attribute, EntityType, ManyValue } from '../../../shared/model/canonical.ts';
import { UserError } from '../../../shared/model/errors.ts';
import { goldenTable } from '../db/entity-tables.ts';
import { foldText } from '../db/fold-text.ts';
import { identifier, type ReadDb } from '../db/handles.ts';
import { slicer } from '../db/pause.ts';
import { getMeta } from '../db/settings.ts';
import { inRowOrder, inStretches, orderBy, rangeOf, valuesWith } from './column-match.ts';
import { ColumnStore } from './column-store.ts';
import { isNumeric, MEMBERS, SOURCES } from './column-writer.ts';

export interface GridFilter {
  readonly column: string;
  readonly op: 'contains' | 'equals' | 'starts' | 'blank' | 'filled' | 'from' | 'to';
  readonly text: string;
}

/** Which golden records, in which order. */
export interface GridQuery {
  readonly filters: readonly GridFilter[];
  /** Every word must stand in some name, contact point or identifier. */
  readonly search: string;
  readonly sort?: { readonly column: string; readonly descending: boolean };
}

export interface GridWindow {
  readonly total: number;
  readonly rows: { goldenId: string; members: number; cells: (string | null)[] }[];
}

/** Orders kept per entity; one of a million records takes 4 MB. */
const KEPT_ORDERS = 8;

/** The golden records of one entity as they are now; when they are made anew, so is this. */
interface Grid {
  readonly version: string;
  readonly store: ColumnStore;
  readonly rows: number;
  /** Rowids that are there, where some were taken out. */
  readonly gaps: boolean;
  /** null: all records in the order of their rowids, which is that of their ids. */
  readonly orders: Map<string, Promise<Uint32Array | null>>;
}

const grids = new WeakMap<ReadDb, Map<string, Grid>>();

/**
 * A window of the golden records of an entity. The order of a query is made once, column by column and without keeping
 * others waiting; windows of it are then read by rowid, so that each costs the same wherever it is.
 * @throws UserError `golden.unknown_column`.
 */
export async function queryGolden(
  db: ReadDb,
  entity: EntityType,
  query: GridQuery,
  offset: number,
  limit: number,
): Promise<GridWindow> {
  for (;;) {
    const grid = gridOf(db, entity);
    const order = await orderOf(db, entity, grid, query);
    // Made anew in the meantime: the rowids are those of another table.
    if (gridOf(db, entity) !== grid) continue;
    const total = order?.length ?? grid.rows;
    const rowids = order
      ? order.subarray(offset, offset + limit)
      : Uint32Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, i) => offset + i + 1);
    return { total, rows: readRows(db, entity, rowids) };
  }
}

/** Golden records picked one by one, or all that a query finds but those left out. */
export interface GridSelection {
  readonly query: GridQuery;
  /** Only these; the query then only says in which order. */
  readonly ids?: readonly string[];
  readonly except: readonly string[];
}

/**
 * The rowids of the golden records of a selection, in the order of its query; null: all of them, as they stand.
 * @throws UserError `golden.unknown_column`.
 */
export async function selectGolden(
  db: ReadDb,
  entity: EntityType,
  { query, ids, except }: GridSelection,
): Promise<Uint32Array | null> {
  const asked = ids ? { ...query, filters: [], search: '' } : query;
  const order = await orderOf(db, entity, gridOf(db, entity), asked);
  if (!ids && except.length === 0) return order;
  const wanted = rowidsOf(db, entity, ids ?? except);
  const rowids = order ?? inRowOrder(gridOf(db, entity).rows, undefined);
  return rowids.filter((rowid) => wanted.has(rowid) === (ids !== undefined));
}

function rowidsOf(db: ReadDb, entity: EntityType, ids: readonly string[]): Set<number> {
  const read = db
    .prepare(`SELECT rowid FROM ${identifier(goldenTable(entity.name))} WHERE golden_id = ?`)
    .pluck();
  return new Set(ids.flatMap((id) => (read.get(id) as number | undefined) ?? []));
}

function gridOf(db: ReadDb, entity: EntityType): Grid {
  const table = goldenTable(entity.name);
  const root = db
    .prepare("SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?")
    .pluck()
    .get(table);
  const last = db
    .prepare(`SELECT max(rowid) FROM ${identifier(table)}`)
    .pluck()
    .get() as number | null;
  const version = `${getMeta(db, 'stage.golden') ?? ''} ${root} ${last}`;
  const ofProject = grids.get(db) ?? new Map<string, Grid>();
  grids.set(db, ofProject);
  const known = ofProject.get(entity.name);
  if (known?.version === version) return known;
  const rows = last ?? 0;
  const count = db
    .prepare(`SELECT count(*) FROM ${identifier(table)}`)
    .pluck()
    .get() as number;
  const grid = {
    version,
    store: new ColumnStore(db, entity, rows),
    rows,
    gaps: count !== rows,
    orders: new Map(),
  };
  ofProject.set(entity.name, grid);
  return grid;
}

function orderOf(db: ReadDb, entity: EntityType, grid: Grid, query: GridQuery): Promise<Uint32Array | null> {
  const key = JSON.stringify([query.filters, query.search.trim(), query.sort ?? null]);
  const known = grid.orders.get(key);
  grid.orders.delete(key);
  const order = known ?? makeOrder(db, entity, grid, query);
  grid.orders.set(key, order);
  if (!known) {
    order.catch(() => grid.orders.delete(key));
    for (const [oldest] of grid.orders) {
      if (grid.orders.size <= KEPT_ORDERS) break;
      grid.orders.delete(oldest);
    }
  }
  return order;
}

async function makeOrder(
  db: ReadDb,
  entity: EntityType,
  grid: Grid,
  { filters, search, sort }: GridQuery,
): Promise<Uint32Array | null> {
  const selection = new Selection(db, entity, grid);
  if (grid.gaps) await selection.keepExisting();
  for (const filter of filters) await selection.filter(filter);
  for (const word of searchWords(search)) await selection.search(word);
  return selection.order(sort);
}

/** A number as a person types it, with spaces or dots, is one word. */
function searchWords(search: string): string[] {
  const text = foldText(search);
  return /^[+\d][\d\s.()/-]*$/.test(text) ? [text.replace(/[\s()]+/g, '')] : text.split(' ').filter(Boolean);
}

const SEARCHED: ReadonlySet<string> = new Set([
  'given_name',
  'middle_name',
  'family_name',
  'birth_name',
  'full_name',
  'organisation_name',
  'email',
  'phone',
  'address',
  'siren',
  'siret',
  'vat',
  'iban',
  'ean',
  'identifier',
]);

/** Narrows the golden records down, one condition after the other. */
class Selection {
  private readonly db: ReadDb;
  private readonly entity: EntityType;
  private readonly grid: Grid;
  private readonly pause = slicer();
  /** One flag per row; absent: all rows. */
  private mask: Uint8Array | undefined;

  constructor(db: ReadDb, entity: EntityType, grid: Grid) {
    this.db = db;
    this.entity = entity;
    this.grid = grid;
  }

  async keepExisting(): Promise<void> {
    const mask = new Uint8Array(this.grid.rows);
    const page = this.db
      .prepare(
        `SELECT rowid FROM ${identifier(goldenTable(this.entity.name))} WHERE rowid > ? ORDER BY rowid LIMIT 5000`,
      )
      .pluck();
    for (let last = 0; ; ) {
      const rowids = page.all(last) as number[];
      for (const rowid of rowids) mask[rowid - 1] = 1;
      if (rowids.length === 0) break;
      last = rowids.at(-1)!;
      await this.pause();
    }
    this.mask = mask;
  }

  async filter({ column: name, op, text }: GridFilter): Promise<void> {
    const attribute = this.attribute(name);
    if (name === GOLDEN_ID) return this.filterIds(op, text);
    if (name === EVENT) return this.filterEvents(text);
    if (name === SOURCES) return this.filterSources(text);
    const wanted = needleOf(attribute, text);
    if (op !== 'blank' && op !== 'filled' && wanted === '') return;
    const column = await this.grid.store.column(name, this.pause);
    if (!column) return op === 'blank' ? undefined : this.none();
    const { ids } = column;
    if (op === 'blank') return this.keep((r) => ids[r] === 0);
    if (op === 'filled') return this.keep((r) => ids[r] !== 0);
    if (op === 'from' || op === 'to') {
      const { first, last } = rangeOf(
        column,
        wanted,
        op,
        name === MEMBERS || (attribute ? isNumeric(attribute) : false),
      );
      return this.keep((r) => ids[r]! >= first && ids[r]! <= last);
    }
    const flags = await valuesWith(column, wanted, op, this.pause);
    return flags ? this.keep((r) => flags[ids[r]!] === 1) : this.none();
  }

  async search(word: string): Promise<void> {
    const found = new Uint8Array(this.grid.rows);
    for (const attribute of this.entity.attributes) {
      if (!SEARCHED.has(attribute.kind) && attribute.name !== 'name') continue;
      const needle = needleOf(attribute, word);
      if (needle === '') continue;
      const column = await this.grid.store.column(attribute.name, this.pause);
      const flags = column && (await valuesWith(column, needle, 'contains', this.pause));
      if (!column || !flags) continue;
      const { ids } = column;
      await inStretches(found.length, this.pause, (from, to) => {
        for (let r = from; r < to; r++) found[r]! |= flags[ids[r]!]!;
      });
    }
    const rowid = this.db
      .prepare(
        `SELECT rowid FROM ${identifier(goldenTable(this.entity.name))} WHERE golden_id = ? COLLATE NOCASE`,
      )
      .pluck()
      .get(word) as number | undefined;
    if (rowid !== undefined) found[rowid - 1] = 1;
    await this.keep((r) => found[r] === 1);
  }

  async order(sort: GridQuery['sort']): Promise<Uint32Array | null> {
    const { rows } = this.grid;
    if (!sort || sort.column === GOLDEN_ID) {
      if (!sort?.descending) return this.mask ? inRowOrder(rows, this.mask) : null;
      return inRowOrder(rows, this.mask).reverse();
    }
    this.attribute(sort.column);
    const column = await this.grid.store.column(sort.column, this.pause);
    return orderBy(column, rows, this.mask, sort.descending, this.pause);
  }

  /** @throws UserError `golden.unknown_column`. */
  private attribute(name: string): Attribute | undefined {
    const attribute = this.entity.attributes.find((candidate) => candidate.name === name);
    if (attribute || OF_ITS_OWN.has(name)) return attribute;
    throw unknownColumn(this.entity, name);
  }

  private async keep(holds: (r: number) => boolean): Promise<void> {
    const { rows } = this.grid;
    const mask = this.mask ?? new Uint8Array(rows).fill(1);
    await inStretches(rows, this.pause, (from, to) => {
      for (let r = from; r < to; r++) if (mask[r] === 1 && !holds(r)) mask[r] = 0;
    });
    this.mask = mask;
  }

  private none(): void {
    this.mask = new Uint8Array(this.grid.rows);
  }

  /** Those all of whose records come from one source, by its name. */
  private async filterSources(source: string): Promise<void> {
    const id = this.db.prepare('SELECT id FROM source WHERE name = ?').pluck().get(source) as
      | number
      | undefined;
    const column = await this.grid.store.column(SOURCES, this.pause);
    const flags = column && id !== undefined && (await valuesWith(column, String(id), 'equals', this.pause));
    if (!column || !flags) return this.none();
    const { ids } = column;
    await this.keep((r) => flags[ids[r]!] === 1);
  }

  /** Those to which something happened in the last run: created, merged, split, restored; `unchanged`: nothing did. */
  private async filterEvents(event: string): Promise<void> {
    const found = new Uint8Array(this.grid.rows);
    // The runs of the entities matched together have numbers that follow each other; events bear the first of them.
    const page = this.db
      .prepare(
        `SELECT e.id, g.rowid FROM golden_event e JOIN ${identifier(goldenTable(this.entity.name))} g ON g.golden_id = e.golden_id
         WHERE e.entity = @entity AND (@event = 'unchanged' OR e.event = @event) AND e.id > @last
           AND e.run_id > coalesce((SELECT id FROM match_run WHERE entity = @entity ORDER BY id DESC LIMIT 1 OFFSET 1), 0)
         ORDER BY e.id LIMIT 5000`,
      )
      .raw();
    for (let last = 0; ; ) {
      const rows = page.all({ entity: this.entity.name, event, last }) as [number, number][];
      for (const [, rowid] of rows) found[rowid - 1] = 1;
      if (rows.length === 0) break;
      last = rows.at(-1)![0];
      await this.pause();
    }
    const wanted = event === 'unchanged' ? 0 : 1;
    await this.keep((r) => found[r] === wanted);
  }

  private async filterIds(op: GridFilter['op'], text: string): Promise<void> {
    const wanted = text.trim().toUpperCase();
    if (op === 'filled' || wanted === '') return;
    if (op === 'blank') return this.none();
    const condition = {
      contains: 'instr(upper(golden_id), ?)',
      starts: 'instr(upper(golden_id), ?) = 1',
      equals: 'upper(golden_id) = ?',
      from: 'upper(golden_id) >= ?',
      to: 'upper(golden_id) <= ?',
    }[op];
    const found = new Uint8Array(this.grid.rows);
    const rowids = this.db
      .prepare(`SELECT rowid FROM ${identifier(goldenTable(this.entity.name))} WHERE ${condition}`)
      .pluck()
      .all(wanted) as number[];
    for (const rowid of rowids) found[rowid - 1] = 1;
    await this.keep((r) => found[r] === 1);
  }
}

const GOLDEN_ID = 'golden_id';
/** What the last run did to a golden record. */
const EVENT = '_event';
/** Columns that are no attributes. */
const OF_ITS_OWN: ReadonlySet<string> = new Set([GOLDEN_ID, MEMBERS, SOURCES, EVENT]);

/** Phones are kept in their international form: 06 12 … is looked for as 6 12 … */
function needleOf(attribute: Attribute | undefined, text: string): string {
  const folded = foldText(text);
  if (attribute?.kind !== 'phone' || !/^[+\d][\d\s.()/-]*$/.test(folded)) return folded;
  const digits = folded.replace(/\D+/g, '');
  if (folded.startsWith('+')) return `+${digits}`;
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits.replace(/^0/, '');
}

const unknownColumn = (entity: EntityType, column: string): UserError =>
  new UserError({
    operation: 'golden.query',
    code: 'golden.unknown_column',
    message: `Golden records of “${entity.name}” have no column “${column}”.`,
    next: `Choose among: ${entity.attributes.map(({ name }) => name).join(', ')}.`,
    where: { column },
  });

function readRows(db: ReadDb, entity: EntityType, rowids: Uint32Array): GridWindow['rows'] {
  const { attributes } = entity;
  const read = db
    .prepare(
      `SELECT ${['golden_id', MEMBERS, ...attributes.map(({ name }) => identifier(name))].join(', ')}
       FROM ${identifier(goldenTable(entity.name))} WHERE rowid = ?`,
    )
    .raw();
  const rows: GridWindow['rows'] = [];
  for (const rowid of rowids) {
    const row = read.get(rowid) as [string, number, ...(string | null)[]] | undefined;
    if (!row) continue;
    const [goldenId, members, ...values] = row;
    const cells = values.map((value, i) =>
      value !== null && attributes[i]!.cardinality === 'many'
        ? (JSON.parse(value) as ManyValue[]).map((element) => element.value).join('; ')
        : value,
    );
    rows.push({ goldenId, members, cells });
  }
  return rows;
}
