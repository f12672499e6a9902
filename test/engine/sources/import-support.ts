import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll } from 'vitest';
import { type Engine, startEngine } from '../../../main/engine/engine.ts';
import type { JobResult } from '../../../main/engine/pipeline.ts';
import type { SourceSettings } from '../../../main/engine/sources/store.ts';
import { UserError, type UserErrorData } from '../../../shared/model/errors.ts';
import type { ReadOptions } from '../../../shared/model/source.ts';
import { temporaryFolder } from './read-support.ts';

export type Summary = JobResult<'import'>[number];

/** Projects in a folder that is removed after the tests of the file. */
export function importBench() {
  const folder = temporaryFolder();
  const open: Engine[] = [];
  afterAll(async () => {
    for (const engine of open) if (engine.project.db.open) await engine.close();
  });
  let projects = 0;
  return {
    folder,
    project(): Engine {
      const file = path.join(folder.path, `p${++projects}.orfevre`);
      const engine = startEngine(file, { what: 'test', actor: 'Camille', create: true });
      open.push(engine);
      return engine;
    },
  };
}

export interface Wish extends Partial<SourceSettings> {
  readonly apply?: boolean;
}

/** The settings of a source named `crm` known by its column `id`, but for what is wished. */
export function requestFor(file: string, wish: Wish = {}, options: ReadOptions = {}) {
  const { apply: _, ...settings } = wish;
  const source: SourceSettings = {
    name: 'crm',
    priority: 1,
    complete: true,
    keepOriginal: false,
    maxQuarantine: 0.5,
    keyColumns: ['id'],
    options,
    inventory: {},
    ...settings,
  };
  return { path: file, options, source };
}

export async function importFile(
  engine: Engine,
  file: string,
  wish: Wish = {},
  options: ReadOptions = {},
): Promise<Summary> {
  const requests = [requestFor(file, wish, options)];
  const [summary] = await engine.queue.start('import', { requests, apply: wish.apply ?? true }).done;
  if (!summary) throw new Error('no summary');
  return summary;
}

/** What the person is told when the import is refused. */
export async function refusal(started: Promise<unknown>): Promise<UserErrorData> {
  const error = await started.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw new Error(`not refused: ${error}`);
  return error.data;
}

/** Everything the project holds but the list of its jobs. */
export function contents({ project }: Engine): Record<string, unknown> {
  const schema = project.db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all() as {
    type: string;
    name: string;
  }[];
  const tables = schema.filter(({ type, name }) => type === 'table' && name !== 'job');
  return Object.fromEntries([
    ['schema', schema],
    ...tables.map(({ name }) => [name, project.db.prepare(`SELECT * FROM "${name}"`).all()]),
  ]);
}

/** The current rows of a source: key → cells. */
export function current({ project }: Engine, source = 'crm'): Record<string, unknown> {
  const rows = project.db
    .prepare(
      'SELECT r.key, r.cells FROM current_record r JOIN source s ON s.id = r.source_id WHERE s.name = ? ORDER BY r.key',
    )
    .all(source) as { key: string; cells: string }[];
  return Object.fromEntries(rows.map(({ key, cells }) => [key, JSON.parse(cells)]));
}

export const csv = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** A file of `rows` rows known by their number. */
export const many = (rows: number, note = 'n'): string =>
  `id,nom,note\n${Array.from({ length: rows }, (_, i) => `${i},Martin de la Tour ${i},${note}\n`).join('')}`;

export const bytesOf = (file: string): Buffer => readFileSync(file);
