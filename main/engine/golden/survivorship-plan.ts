import type { Attribute, EntityType } from '../../../shared/model/canonical.ts';
import type { AttributeRule, SurvivorshipRules } from '../../../shared/model/survivorship.ts';
import { type Agreement, agreementOf } from './survivorship-keys.ts';
import { type Criterion, criteriaOf } from './survivorship-order.ts';

/** The rules of one attribute, resolved once per entity and not once per golden record. */
export interface AttributePlan {
  readonly name: string;
  readonly many: boolean;
  readonly agreement: Agreement;
  readonly ignoreBlanks: boolean;
  readonly criteria: readonly Criterion[];
  /** The attribute it moves with, decided before it. */
  readonly leader: string | undefined;
  /** A record that is blank in the leader does not contradict it (title and sex say the same thing twice). */
  readonly blankLeaderAgrees: boolean;
}

export interface EntityPlan {
  /** Leaders before those that move with them. */
  readonly attributes: readonly AttributePlan[];
  readonly sourceRank: ReadonlyMap<string, number>;
  /** Names of the attributes that hold a person's given and family name, if the entity has both. */
  readonly names: { readonly given: string; readonly family: string } | undefined;
}

const plans = new WeakMap<SurvivorshipRules, WeakMap<EntityType, EntityPlan>>();

export function planOf(entity: EntityType, rules: SurvivorshipRules): EntityPlan {
  let byEntity = plans.get(rules);
  if (!byEntity) {
    byEntity = new WeakMap();
    plans.set(rules, byEntity);
  }
  let plan = byEntity.get(entity);
  if (!plan) {
    plan = makePlan(entity, rules);
    byEntity.set(entity, plan);
  }
  return plan;
}

function makePlan(entity: EntityType, rules: SurvivorshipRules): EntityPlan {
  const leaders = leadersOf(entity, rules);
  const attributes = entity.attributes.map((attribute) =>
    attributePlan(attribute, rules, leaders.get(attribute.name)),
  );
  return {
    attributes: leadersFirst(attributes),
    sourceRank: new Map(rules.sourcePriority.map((source, rank) => [source, rank])),
    names: personNames(entity),
  };
}

function attributePlan(attribute: Attribute, rules: SurvivorshipRules, leader?: string): AttributePlan {
  const rule = ruleOf(attribute.name, rules);
  const agreement = agreementOf(attribute.kind);
  return {
    name: attribute.name,
    many: attribute.cardinality === 'many',
    agreement,
    ignoreBlanks: rule.ignoreBlanks ?? true,
    criteria: criteriaOf(rule.strategies, agreement),
    leader,
    blankLeaderAgrees: attribute.kind === 'title' || attribute.kind === 'sex',
  };
}

function ruleOf(attribute: string, rules: SurvivorshipRules): AttributeRule {
  const own = Object.hasOwn(rules.attributes, attribute) ? rules.attributes[attribute] : undefined;
  return own ?? { strategies: rules.default };
}

/**
 * Attribute → the one it moves with. Only single values move with others: an address is whole by itself. An attribute
 * that is already led does not lead, so that there are no circles.
 */
function leadersOf(entity: EntityType, rules: SurvivorshipRules): ReadonlyMap<string, string> {
  const single = new Set(entity.attributes.filter((a) => a.cardinality === 'one').map((a) => a.name));
  const leaders = new Map<string, string>();
  for (const leader of single) {
    if (leaders.has(leader)) continue;
    for (const follower of ruleOf(leader, rules).with ?? []) {
      const leads = [...leaders.values()].includes(follower);
      if (single.has(follower) && follower !== leader && !leads && !leaders.has(follower)) {
        leaders.set(follower, leader);
      }
    }
  }
  return leaders;
}

function leadersFirst(attributes: readonly AttributePlan[]): readonly AttributePlan[] {
  return [
    ...attributes.filter((a) => a.leader === undefined),
    ...attributes.filter((a) => a.leader !== undefined),
  ];
}

function personNames(entity: EntityType): EntityPlan['names'] {
  const named = (kind: Attribute['kind']) =>
    entity.attributes.find((a) => a.kind === kind && a.cardinality === 'one')?.name;
  const [given, family] = [named('given_name'), named('family_name')];
  return given !== undefined && family !== undefined ? { given, family } : undefined;
}
