import type { CanonicalModel, EntityType } from '../../../shared/model/canonical.ts';
import type { SourceMapping } from '../../../shared/model/mapping.ts';
import { client } from '../../api/client.ts';
import type { TableDraft } from './draft.ts';

/** What the job gives for each request (ImportSummary of the engine). */
export interface ImportSummary {
  readonly fileId: number;
  readonly source: string;
  readonly path: string;
  /** The same file as last time: nothing was loaded. */
  readonly skipped: boolean;
  readonly read: number;
  readonly loaded: number;
  readonly quarantined: number;
  readonly counts: {
    readonly new: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly gone: number;
  };
  readonly drift: unknown;
}

export const summariesOf = (result: unknown): readonly ImportSummary[] =>
  Array.isArray(result) ? (result as readonly ImportSummary[]) : [];

interface Proposed {
  readonly mapping: SourceMapping;
  readonly newEntity: EntityType | null;
}

/** Gives a new source the mapping that was proposed for it; what was read otherwise than detected is asked anew. */
export async function saveProposedMapping(draft: TableDraft): Promise<void> {
  const name = draft.name.trim();
  const proposed = await proposedFor(draft, name);
  if (proposed.newEntity) await addEntity(proposed.newEntity);
  await client.mapping.save({ name, mapping: proposed.mapping });
}

async function proposedFor({ isReread, suggested }: TableDraft, name: string): Promise<Proposed> {
  if (isReread || !suggested) return client.mapping.suggestFor({ name });
  const { mapping, newEntity } = suggested.suggestion;
  return { mapping, newEntity: newEntity ?? null };
}

/** Adds an entity to the model unless it has one of that name. */
export async function addEntity(entity: EntityType): Promise<void> {
  const model: CanonicalModel = await client.mapping.model();
  if (model.entities.some(({ name }) => name === entity.name)) return;
  await client.mapping.saveModel({ model: { ...model, entities: [...model.entities, entity] } });
}
