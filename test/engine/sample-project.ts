import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ORPCError } from '@orpc/server';
import { type Engine, startEngine } from '../../main/engine/engine.ts';
import { generateSample } from '../../main/engine/sample/generate.ts';
import { suggestRecipe } from '../../main/engine/suggest.ts';
import type { UserErrorData } from '../../shared/model/errors.ts';

const FILES = [
  'crm.csv',
  'ecommerce.jsonl',
  'loyalty.csv',
  'shop_contacts.xlsx',
  'orders.csv',
  'consents.csv',
];

export interface SampleProject {
  readonly engine: Engine;
  readonly client: Engine['client'];
  readonly folder: string;
  /** Matches and builds the golden records again. */
  rebuild(): Promise<void>;
  close(): Promise<void>;
}

/** A project with the sample of so many people, imported, matched and made golden. */
export async function sampleProject(people: number): Promise<SampleProject> {
  const folder = mkdtempSync(join(tmpdir(), 'orfevre-sample-'));
  await generateSample({ directory: folder, people, seed: 77 });
  const { recipe, yaml } = await suggestRecipe(
    FILES.map((name) => join(folder, name)),
    folder,
  );
  const engine = startEngine(join(folder, 'p.orfevre'), { what: 'test', actor: 'test', create: true });
  await engine.queue.start('refresh', { recipe, recipeText: yaml, base: folder }).done;
  return {
    engine,
    client: engine.client,
    folder,
    async rebuild() {
      await engine.queue.start('rebuild', { from: 'match' }).done;
    },
    async close() {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a person is told when a procedure refuses. Fails when it does not, or fails otherwise. */
export async function refusedWith(answer: Promise<unknown>): Promise<UserErrorData> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'USER') return error.data as UserErrorData;
    throw error;
  }
  throw new Error('was not refused');
}
