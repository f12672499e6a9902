import { resolve } from 'node:path';
import type { CanonicalModel } from '../../../shared/model/canonical.ts';
import { DEFAULT_MAX_QUARANTINE } from '../../../shared/model/recipe.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ImportRequest } from '../../engine/sources/import.ts';
import { findSource, type SourceRow } from '../../engine/sources/store.ts';
import { type SuggestedSource, suggestRecipe } from '../../engine/suggest.ts';
import { type Call, type Command, projectPath, text, WrongUse } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { importLines } from '../summary.ts';
import { runJob, withEngine } from '../with-engine.ts';

export const command: Command = {
  options: {
    project: { type: 'string' },
    source: { type: 'string' },
    key: { type: 'string', multiple: true },
    partial: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  },
  async run(call) {
    if (call.positionals.length === 0) throw new WrongUse('FILE');
    const project = projectPath(call);
    const { output } = call;
    const apply = call.values['dry-run'] !== true;
    return withEngine(call, project, { create: true, countOnly: !apply }, async (engine) => {
      const planned = await plan(call, engine);
      const imports = await runJob(call, engine, 'import', {
        requests: planned.map(({ request }) => request),
        apply,
      });
      if (!apply) {
        const fileIds = imports.filter(({ skipped }) => !skipped).map(({ fileId }) => fileId);
        if (fileIds.length > 0) await engine.client.sources.discard({ fileIds });
        output.summary([...importLines(output, imports), output.t('importDone.dry')], { imports });
        return EXIT.done;
      }
      for (const { request, suggested } of planned)
        if (suggested) await saveMapping(engine, request, suggested);
      const mapped = planned.flatMap(({ suggested }) => (suggested ? [mappedLine(call, suggested)] : []));
      output.summary([...importLines(output, imports), ...mapped, output.t('importDone.next', { project })], {
        imports,
      });
      return EXIT.done;
    });
  },
};

interface Planned {
  readonly request: ImportRequest;
  /** Set for a source seen for the first time. */
  readonly suggested?: SuggestedSource;
}

/** A known source is read as it was before; a new one as it is proposed to be. */
async function plan(call: Call, engine: Engine): Promise<Planned[]> {
  const planned: Planned[] = [];
  const { model } = { model: (await engine.client.mapping.model()) as CanonicalModel };
  for (const path of call.positionals.map((file) => resolve(file))) {
    const known = knownSource(call, engine, path);
    if (known) {
      planned.push({ request: { source: withOptions(call, known), path, options: known.options } });
      continue;
    }
    const { sources } = await suggestRecipe([path], process.cwd(), { model });
    for (const suggested of sources)
      planned.push({ request: newRequest(call, engine, suggested, sources.length), suggested });
  }
  return planned;
}

function knownSource(call: Call, engine: Engine, path: string): SourceRow | undefined {
  const file = path.split(/[\\/]/).at(-1) ?? path;
  return findSource(engine.project.db, text(call, 'source') ?? file.replace(/\.[^.]+$/, ''));
}

function withOptions(call: Call, source: SourceRow): ImportRequest['source'] {
  const keys = call.values.key as string[] | undefined;
  return {
    ...source,
    ...(keys && { keyColumns: keys }),
    ...(call.values.partial === true && { complete: false }),
  };
}

function newRequest(
  call: Call,
  engine: Engine,
  { name, path, inspection, key }: SuggestedSource,
  tables: number,
): ImportRequest {
  const keys = call.values.key as string[] | undefined;
  const priority =
    1 + (engine.project.db.prepare('SELECT coalesce(max(priority), 0) FROM source').pluck().get() as number);
  return {
    path,
    options: inspection.options,
    source: {
      name: tables === 1 ? (text(call, 'source') ?? name) : name,
      priority,
      complete: call.values.partial !== true,
      keepOriginal: true,
      maxQuarantine: DEFAULT_MAX_QUARANTINE,
      keyColumns: keys ?? (key === null ? null : [key]),
      options: inspection.options,
      inventory: {},
    },
  };
}

async function saveMapping(
  engine: Engine,
  request: ImportRequest,
  { suggestion }: SuggestedSource,
): Promise<void> {
  const { newEntity, mapping } = suggestion;
  if (newEntity) {
    const model = (await engine.client.mapping.model()) as CanonicalModel;
    const known = model.entities.some(({ name }) => name === newEntity.name);
    if (!known)
      await engine.client.mapping.saveModel({
        model: { ...model, entities: [...model.entities, newEntity] },
      });
  }
  await engine.client.mapping.save({ name: request.source.name, mapping });
}

function mappedLine({ output }: Call, { suggestion, inspection }: SuggestedSource): string {
  return output.t('importDone.mapped', {
    entity: suggestion.mapping.entity,
    mapped: inspection.columns.length - suggestion.unmapped.length,
    columns: inspection.columns.length,
  });
}
