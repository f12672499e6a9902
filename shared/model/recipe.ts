import { z } from 'zod';
import { KINDS } from '../kinds/kinds.ts';
import type { Attribute, Code, CodeList, EntityType } from './canonical.ts';
import type { MappingRule, SourceMapping, Transform } from './mapping.ts';
import type { BlockingRule, Comparison, Guards, Lookalike, MatchModel, Thresholds } from './match-model.ts';
import type { ReadOptions } from './source.ts';
import type { AttributeRule } from './survivorship.ts';
import { STRATEGIES } from './survivorship.ts';

/**
 * The recipe: everything about a project but its data, as YAML a person can read and edit. Keys are snake_case in the
 * file; parsing gives the shared types in camelCase, with every shorthand written out (`from: EMAIL` → `['EMAIL']`).
 * Objects are strict: an unknown key is an error, since a mistyped key would otherwise be ignored in silence.
 */

const name = z.string().min(1);
const snakeName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,62}$/, 'use lower-case letters, digits and _, starting with a letter');

/** One text, or a list of texts. Always a list once read. */
const texts = z
  .union([name, z.array(name).min(1)])
  .transform((v): readonly string[] => (typeof v === 'string' ? [v] : v));

// ------------------------------------------------------------------------------------------------ mapping

const PLAIN_OPERATIONS = ['trim', 'upper', 'lower', 'capitalise', 'collapse_spaces', 'digits'] as const;

const transform = z
  .union([
    z.enum(PLAIN_OPERATIONS),
    z.discriminatedUnion('op', [
      z.strictObject({ op: z.enum(PLAIN_OPERATIONS) }),
      z.strictObject({ op: z.literal('replace'), pattern: z.string(), with: z.string() }),
      z.strictObject({
        op: z.literal('extract'),
        pattern: z.string(),
        group: z.number().int().min(0).optional(),
      }),
      z.strictObject({ op: z.literal('split'), separator: z.string().min(1), part: z.number().int() }),
      z.strictObject({ op: z.literal('prefix'), text: z.string() }),
      z.strictObject({ op: z.literal('suffix'), text: z.string() }),
      z.strictObject({
        op: z.literal('pad_start'),
        length: z.number().int().min(1).max(1000),
        with: z.string().min(1),
      }),
      z.strictObject({ op: z.literal('blank_if'), values: z.array(z.string()) }),
      z.strictObject({ op: z.literal('default'), text: z.string() }),
    ]),
  ])
  .transform((v): Transform => (typeof v === 'string' ? { op: v } : v));

const mappingRule = z
  .strictObject({
    to: name.describe('Attribute, `full_name`, or part of an address such as `address.postcode`.'),
    from: texts.describe('Column, or columns to join.'),
    type: name.optional().describe('Type of a contact point: mobile, landline, billing, shipping, work …'),
    group: name.optional().describe('Rules with the same group build one address.'),
    join: z.string().optional().describe('Text between joined columns; one space when absent.'),
    transforms: z.array(transform).optional(),
    codes: z.record(z.string(), z.string()).optional().describe('Value seen: leading value.'),
    date_order: z.enum(['dmy', 'mdy', 'ymd', 'dym', 'ydm']).optional(),
  })
  .transform(
    ({ date_order, ...rest }): MappingRule => ({
      ...rest,
      ...(date_order && { dateOrder: date_order }),
    }),
  );

const sourceMapping = z
  .strictObject({ entity: snakeName, rules: z.array(mappingRule) })
  .transform((v): SourceMapping => v);

// ------------------------------------------------------------------------------------------------ sources

const readOptions = z
  .strictObject({
    format: z.enum(['csv', 'xlsx', 'json', 'jsonl', 'parquet', 'sqlite']).optional(),
    encoding: name.optional(),
    delimiter: name.optional(),
    quote: z.string().max(1).optional(),
    header_row: z.number().int().min(0).optional().describe('1-based; 0 = no header.'),
    table: name.optional().describe('Sheet of a workbook, table of a database.'),
    entry: name.optional().describe('Entry of an archive.'),
  })
  .transform(
    ({ header_row, ...rest }): ReadOptions => ({
      ...rest,
      ...(header_row !== undefined && { headerRow: header_row }),
    }),
  );

/** Share of the rows of one file that may be quarantined before the run stops. */
export const DEFAULT_MAX_QUARANTINE = 0.05;

const source = z
  .strictObject({
    name: name.max(100),
    file: name.describe('Path relative to the recipe.'),
    options: readOptions.optional().describe('How the file is read; what is absent is detected.'),
    key: z
      .union([texts, z.null()])
      .optional()
      .describe('Column, or columns, that identify a row. Absent or null: the row number.'),
    complete: z
      .boolean()
      .default(true)
      .describe('The file holds every row of its silo: a row that is not in it is gone.'),
    keep_original: z.boolean().default(true).describe('Keep the file, compressed, in the project.'),
    max_quarantine: z
      .number()
      .min(0)
      .max(1)
      .default(DEFAULT_MAX_QUARANTINE)
      .describe('Share of the rows, 0 to 1.'),
    priority: z.number().int().min(1).optional().describe('Trust rank: 1 is trusted most.'),
    system: name.optional(),
    owner: name.optional(),
    department: name.optional(),
    purpose: name.optional(),
    legal_basis: name.optional(),
    mapping: sourceMapping,
  })
  .transform(({ keep_original, max_quarantine, legal_basis, key, ...rest }) => ({
    ...rest,
    key: key ?? null,
    keepOriginal: keep_original,
    maxQuarantine: max_quarantine,
    ...(legal_basis !== undefined && { legalBasis: legal_basis }),
  }));

/** One source of a recipe. `key` null = the row number. */
export type RecipeSource = z.output<typeof source>;

// -------------------------------------------------------------------------------------------------- model

/** One text for both languages, or a text for each. */
const label = z
  .union([name, z.strictObject({ fr: name, en: name })])
  .transform((v) => (typeof v === 'string' ? { fr: v, en: v } : v));

const attribute = z
  .strictObject({
    name: snakeName,
    kind: z.enum(KINDS),
    label: label.optional(),
    cardinality: z.enum(['one', 'many']).default('one'),
    required: z.boolean().optional(),
    sensitivity: z.enum(['public', 'internal', 'personal', 'sensitive']).optional(),
    code_list: name.optional(),
  })
  .transform(
    ({ code_list, label: given, ...rest }): Attribute => ({
      ...rest,
      label: given ?? { fr: rest.name, en: rest.name },
      ...(code_list && { codeList: code_list }),
    }),
  );

const entity = z
  .strictObject({
    name: snakeName,
    role: z.enum(['party', 'product', 'activity', 'consent', 'custom']).default('custom'),
    label: label.optional(),
    attributes: z.array(attribute),
  })
  .transform(
    (v): EntityType => ({ ...v, label: v.label ?? { fr: v.name, en: v.name }, attributes: v.attributes }),
  );

const code = z
  .union([
    name,
    z.strictObject({ value: name, label: label.optional(), synonyms: z.array(z.string()).optional() }),
  ])
  .transform((v): Code => (typeof v === 'string' ? { value: v } : v));

const codeList = z.strictObject({ name, codes: z.array(code) }).transform((v): CodeList => v);

const modelDifferences = z
  .strictObject({
    entities: z
      .array(entity)
      .default([])
      .describe('New entities, and attributes added to or changed in the entities of the default model.'),
    code_lists: z.array(codeList).default([]).describe('New code lists, or whole replacements by name.'),
  })
  .transform((v) => ({
    entities: v.entities as readonly EntityType[],
    codeLists: v.code_lists as readonly CodeList[],
  }));

/** Only what differs from the default model: see `applyModelDifferences` and `modelDifferences`. */
export type ModelDifferences = z.output<typeof modelDifferences>;

// ----------------------------------------------------------------------------------------------- matching

const probability = z.number().min(0).max(1);

const blockingRule = z
  .strictObject({
    name,
    keys: z.array(z.strictObject({ attribute: name, transform: name })).min(1),
    unordered: z.boolean().optional(),
    max_block_size: z.number().int().min(2).optional(),
  })
  .transform(
    ({ max_block_size, ...rest }): BlockingRule => ({
      ...rest,
      ...(max_block_size !== undefined && { maxBlockSize: max_block_size }),
    }),
  );

const comparison = z
  .strictObject({
    name,
    attributes: z.array(name).min(1),
    comparator: name,
    levels: z
      .array(
        z.strictObject({
          name,
          m: probability,
          u: probability,
          condition: z
            .string()
            .min(1)
            .max(5000)
            .optional()
            .describe('Comparator "custom" only: what must hold of two records, as in email_l = email_r.'),
        }),
      )
      .min(2),
    term_frequency: z.boolean().optional(),
  })
  .transform(
    ({ term_frequency, ...rest }): Comparison => ({
      ...rest,
      ...(term_frequency !== undefined && { termFrequency: term_frequency }),
    }),
  );

const lookalike = z
  .strictObject({
    name,
    ratio: z.number().min(0).describe('Pairs of this class for each matching pair.'),
    comparisons: z.array(
      z.strictObject({
        comparison: name,
        share: probability,
        levels: z.array(probability),
        train: z.boolean(),
      }),
    ),
  })
  .transform((v): Lookalike => v);

const thresholds = z
  .strictObject({ auto_merge: z.number(), review: z.number() })
  .refine((v) => v.review <= v.auto_merge, {
    message: 'the review threshold must not be above auto_merge',
    path: ['review'],
  })
  .transform((v): Thresholds => ({ autoMerge: v.auto_merge, review: v.review }));

const guards = z
  .strictObject({
    identifiers: z.array(name),
    shared_contact_limit: z.number().int().min(1),
    max_cluster_size: z.number().int().min(2),
  })
  .transform(
    (v): Guards => ({
      identifiers: v.identifiers,
      sharedContactLimit: v.shared_contact_limit,
      maxClusterSize: v.max_cluster_size,
    }),
  );

const matchModel = z
  .strictObject({
    entity: snakeName,
    template: z.enum(['person', 'organisation', 'product', 'anything']),
    blocking_rules: z.array(blockingRule).min(1),
    comparisons: z.array(comparison).min(1),
    lookalikes: z.array(lookalike).default([]),
    prior: z.number().gt(0).lt(1).optional(),
    thresholds: thresholds.describe('In bits of match weight.'),
    guards,
    train: z.boolean(),
  })
  .transform(
    ({ blocking_rules, ...rest }): MatchModel => ({
      ...rest,
      blockingRules: blocking_rules,
    }),
  );

// ------------------------------------------------------------------------------------------- survivorship

const strategy = z.enum(STRATEGIES);
const strategies = z
  .union([strategy, z.array(strategy).min(1)])
  .transform((v) => (typeof v === 'string' ? [v] : v));

const attributeRule = z
  .union([
    strategies,
    z.strictObject({
      strategies,
      ignore_blanks: z.boolean().optional(),
      with: z.array(name).optional(),
    }),
  ])
  .transform((v): AttributeRule => {
    if (Array.isArray(v)) return { strategies: v };
    const { ignore_blanks, ...rest } = v;
    return { ...rest, ...(ignore_blanks !== undefined && { ignoreBlanks: ignore_blanks }) };
  });

const survivorship = z
  .strictObject({
    default: strategies.optional(),
    source_priority: z.array(name).optional().describe('Most trusted first.'),
    attributes: z
      .record(z.string(), attributeRule)
      .default({})
      .describe('By attribute (`email`), or by entity and attribute (`organisation.name`).'),
  })
  .transform(({ source_priority, ...rest }) => ({
    ...rest,
    ...(source_priority && { sourcePriority: source_priority }),
  }));

/** What the recipe says of survivorship; `survivorshipOf` completes it for one entity. */
export type RecipeSurvivorship = z.output<typeof survivorship>;

// ------------------------------------------------------------------------------------------------ exports

const EXPORT_FORMATS = ['csv', 'xlsx', 'jsonl', 'parquet'] as const;

const exportColumn = z
  .union([name, z.strictObject({ attribute: name, as: name.optional() })])
  .transform((v) =>
    typeof v === 'string' ? { attribute: v, as: v } : { attribute: v.attribute, as: v.as ?? v.attribute },
  );

const exportRule = z
  .strictObject({
    name: name.optional(),
    what: z.enum(['golden', 'crosswalk', 'relations']),
    entity: snakeName.optional(),
    format: z.enum(EXPORT_FORMATS).optional().describe('By the extension of the file when absent.'),
    file: name,
    columns: z.array(exportColumn).min(1).optional(),
    delimiter: z.string().length(1).optional(),
    bom: z
      .boolean()
      .optional()
      .describe('CSV: begin with a byte order mark, so that Excel reads the accents right. Default no.'),
    formula_protection: z.boolean().default(true),
  })
  .transform(({ formula_protection, format, ...rest }) => ({
    ...rest,
    format: format ?? formatOf(rest.file),
    formulaProtection: formula_protection,
  }));

/** One file to write. */
export type RecipeExport = z.output<typeof exportRule>;

function formatOf(file: string): (typeof EXPORT_FORMATS)[number] {
  const extension = file.slice(file.lastIndexOf('.') + 1).toLowerCase();
  return EXPORT_FORMATS.find((format) => format === extension) ?? 'csv';
}

// ------------------------------------------------------------------------------------------------- recipe

const defaults = z.strictObject({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'use the two letters of ISO 3166-1, e.g. FR')
    .default('FR')
    .describe('Country of phones and addresses that do not say theirs (ISO 3166-1 alpha-2).'),
  language: z.enum(['fr', 'en']).default('fr'),
});

/** Reads the parsed YAML of a recipe; gives a {@link Recipe}. */
export const recipeSchema = z.strictObject({
  version: z.literal(1),
  defaults: defaults.prefault({}),
  sources: z.array(source).min(1),
  model: modelDifferences.prefault({}),
  matching: z.array(matchModel).default([]).describe('One model per entity; absent: the template.'),
  survivorship: survivorship.prefault({}),
  exports: z.array(exportRule).default([]).describe('Absent: golden records and crosswalk as CSV.'),
});

/** A recipe with every shorthand written out and every default filled in. */
export type Recipe = z.output<typeof recipeSchema>;
