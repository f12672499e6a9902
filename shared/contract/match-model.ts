import { z } from 'zod';
import { KINDS } from '../kinds/kinds.ts';
import { matchModelShape } from '../model/match-model-shape.ts';
import { procedure, userError } from './base.ts';

const entity = z.object({ entity: z.string() });
const version = entity.extend({ version: z.coerce.number().int().min(1) });

/** One thing wrong with a model; `path` leads to it. Codes and places as in errors. */
const problem = userError.omit({ operation: true }).extend({
  path: z.array(z.union([z.string(), z.number()])).readonly(),
});

const inForce = z.object({
  entity: z.string(),
  origin: z.enum(['chosen', 'last_run', 'template']),
  model: matchModelShape.nullable(),
  version: z.number().int().nullable(),
  at: z.string().nullable(),
  actor: z.string().nullable(),
  lastRun: z.object({ at: z.string(), model: matchModelShape }).nullable(),
  problems: z.array(problem).readonly(),
});
export type MatchModelView = z.infer<typeof inForce>;

const modelVersion = z.object({
  version: z.number().int(),
  at: z.string(),
  actor: z.string(),
  what: z.array(z.string()).readonly(),
  sameAs: z.number().int().nullable(),
  current: z.boolean(),
});
export type MatchModelVersionView = z.infer<typeof modelVersion>;

/** Something the exchange with Splink could not carry over as it is: the words are those of whoever shows it. */
const splinkNote = z.object({
  code: z.string(),
  subject: z.string(),
  detail: z.string(),
  became: z.string(),
});
export type SplinkNoteView = z.infer<typeof splinkNote>;

const splinkExport = z.object({
  settings: z.record(z.string(), z.unknown()),
  columns: z.array(z.object({ name: z.string(), list: z.boolean() })).readonly(),
  notes: z.array(splinkNote).readonly(),
});
const splinkImport = z.object({ model: matchModelShape, notes: z.array(splinkNote).readonly() });
/** Which attribute a column of Splink's table is, where its name does not tell. */
const columns = z.record(z.string(), z.string()).optional();

const kinds = z.array(z.enum(KINDS)).readonly();
const saved = z.object({ version: z.number().int(), saved: z.boolean() });
const dialect = z.enum(['duckdb', 'spark', 'sqlite']).default('duckdb');

/** The match model as something to look at, edit, keep in versions and exchange. Part of `match`. */
export const matchModel = {
  model: procedure
    .route({
      method: 'GET',
      path: '/match/{entity}/model',
      summary: 'The model the next matching goes by, where it comes from, and what the last run trained',
    })
    .input(entity)
    .output(inForce),
  checkModel: procedure
    .route({ method: 'POST', path: '/match/{entity}/model/check', summary: 'Everything wrong with a model' })
    .input(entity.extend({ model: matchModelShape }))
    .output(z.object({ problems: z.array(problem).readonly() })),
  saveModel: procedure
    .route({
      method: 'PUT',
      path: '/match/{entity}/model',
      summary: 'Choose a model, as a new version; it applies from the next matching on',
    })
    .input(
      entity.extend({
        model: matchModelShape,
        /** Where it comes from, for the journal: the editor, decisions, the advice on blocking rules. */
        through: z.enum(['match.saveModel', 'review.learn', 'match.advise']).default('match.saveModel'),
      }),
    )
    .output(saved),
  resetModel: procedure
    .route({
      method: 'DELETE',
      path: '/match/{entity}/model',
      summary: 'Go by the template again from the next matching on',
    })
    .input(entity)
    .output(z.object({ reset: z.boolean() })),
  modelVersions: procedure
    .route({
      method: 'GET',
      path: '/match/{entity}/model/versions',
      summary: 'Versions of the chosen model, the latest first',
    })
    .input(entity)
    .output(z.array(modelVersion)),
  modelOfVersion: procedure
    .route({
      method: 'GET',
      path: '/match/{entity}/model/versions/{version}',
      summary: 'The model of one version; null where it is a reset',
    })
    .input(version)
    .output(z.object({ model: matchModelShape.nullable() })),
  restoreModel: procedure
    .route({
      method: 'POST',
      path: '/match/{entity}/model/versions/{version}/restore',
      summary: 'Choose an earlier version again, as a new version',
    })
    .input(version)
    .output(saved),
  exportSplink: procedure
    .route({
      method: 'GET',
      path: '/match/{entity}/splink',
      summary: 'The model in force as settings of Splink 4, with what they cannot say',
    })
    .input(entity.extend({ dialect }))
    .output(splinkExport),
  importSplink: procedure
    .route({
      method: 'POST',
      path: '/match/{entity}/splink',
      summary: 'A model made of settings of Splink, with what it cannot say; nothing is saved',
    })
    .input(entity.extend({ settings: z.unknown(), columns }))
    .output(splinkImport),
  saveSplink: procedure
    .route({
      method: 'POST',
      path: '/match/{entity}/splink/save',
      summary: 'Write the model in force as settings of Splink 4 into a file, with what they cannot say',
    })
    .input(entity.extend({ dialect, path: z.string().min(1) }))
    .output(splinkExport.omit({ settings: true }).extend({ path: z.string() })),
  openSplink: procedure
    .route({
      method: 'POST',
      path: '/match/{entity}/splink/open',
      summary: 'A model made of a file of settings of Splink, with what it cannot say; nothing is saved',
    })
    .input(entity.extend({ path: z.string().min(1), columns }))
    .output(splinkImport),
  catalogue: procedure
    .route({
      method: 'GET',
      path: '/match-catalogue',
      summary: 'What a model can be made of: comparators with their levels, transforms of blocking keys',
    })
    .output(
      z.object({
        comparators: z
          .array(
            z.object({
              name: z.string(),
              levels: z.array(z.object({ name: z.string(), m: z.number(), u: z.number() })).readonly(),
              kinds,
              mostAttributes: z.number().int(),
            }),
          )
          .readonly(),
        transforms: z.array(z.object({ name: z.string(), kinds, words: z.string() })).readonly(),
        mostRules: z.number().int(),
        mostComparisons: z.number().int(),
      }),
    ),
};
