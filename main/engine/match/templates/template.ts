import type { EntityType } from '../../../../shared/model/canonical.ts';
import type {
  BlockingRule,
  Comparison,
  Lookalike,
  MatchModel,
} from '../../../../shared/model/match-model.ts';
import { pairsOfRule } from '../blocking/blocks.ts';
import { recordKeys, rememberKeys } from '../blocking/keys.ts';
import type { EncodedRecords } from '../encode.ts';
import { anythingTemplate } from './anything.ts';
import { Filled } from './build.ts';
import { organisationTemplate } from './organisation.ts';
import { personTemplate } from './person.ts';

/** What a template proposes; {@link matchTemplate} makes a model of it. */
export interface Template {
  readonly template: MatchModel['template'];
  readonly comparisons: readonly Comparison[];
  readonly lookalikes: readonly Lookalike[];
  /** Blocking rules: those always used, and further ones, tightest first, as far as their pairs can be afforded. */
  readonly candidates: { readonly always: readonly BlockingRule[]; readonly loose: readonly BlockingRule[] };
  readonly identifiers: readonly string[];
}

/** Pairs per record that blocking may make; small files can afford to compare nearly everything. */
const PAIRS_PER_RECORD = 12;
const PAIRS_ALWAYS_AFFORDED = 400_000;

/**
 * A match model for some records, without configuration: person, organisation, product or anything, the comparisons
 * for what is filled, and the blocking rules that can be afforded. `check` is called now and then and may throw to stop.
 */
export function matchTemplate(
  entity: EntityType,
  records: EncodedRecords,
  check: () => void = () => {},
): MatchModel {
  const filled = new Filled(records);
  const template = choose(entity, filled);
  return {
    entity: entity.name,
    template: template.template,
    blockingRules: affordable(records, template.candidates, check),
    comparisons: template.comparisons,
    lookalikes: template.lookalikes,
    thresholds: { autoMerge: 1.5, review: -3 },
    guards: { identifiers: template.identifiers, sharedContactLimit: 5, maxClusterSize: 200 },
    train: true,
  };
}

function choose(entity: EntityType, filled: Filled): Template {
  if (entity.role === 'product') return anythingTemplate(filled, 'product');
  if (filled.ofKind('given_name', 'family_name').length > 0) return personTemplate(filled);
  if (filled.ofKind('organisation_name').length > 0) return organisationTemplate(filled);
  return anythingTemplate(filled, 'anything');
}

function affordable(
  records: EncodedRecords,
  candidates: Template['candidates'],
  check: () => void,
): BlockingRule[] {
  const rules = [...candidates.always];
  let left = Math.max(PAIRS_ALWAYS_AFFORDED, PAIRS_PER_RECORD * records.distinct);
  // Those of most rules are needed again, for blocking.
  for (const { name, keys } of rules)
    for (const key of keys) rememberKeys(records, key, recordKeys(records, { name, keys: [key] }, check));
  for (const rule of rules) left -= pairsOfRule(records, rule, check);
  for (const rule of candidates.loose) {
    const pairs = pairsOfRule(records, rule, check);
    if (pairs > left) continue;
    rules.push(rule);
    left -= pairs;
  }
  return rules;
}
