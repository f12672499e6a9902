import type { EntityType, ManyValue } from '../../../shared/model/canonical.ts';
import type { SurvivorshipRules } from '../../../shared/model/survivorship.ts';
import { manyCandidates, oneCandidates } from './survivorship-candidates.ts';
import { agreementKey, completeness } from './survivorship-keys.ts';
import { shortForms, swappedMembers } from './survivorship-names.ts';
import { type Criterion, decide, type Verdict } from './survivorship-order.ts';
import { type AttributePlan, type EntityPlan, planOf } from './survivorship-plan.ts';
import type {
  Candidate,
  DecidingRule,
  GoldenElement,
  GoldenRow,
  GoldenValue,
  Member,
  Override,
  Overrides,
} from './survivorship-types.ts';

const NO_OVERRIDES: Overrides = {};
const NOBODY: ReadonlySet<Member> = new Set();

/** What one golden record is decided from. */
export interface Cluster {
  readonly plan: EntityPlan;
  /** Most trusted source first, then lowest record id, so that the result does not depend on the order given. */
  readonly members: readonly Member[];
  /** Records whose given and family name are the other way round: not heard on names. */
  readonly swapped: ReadonlySet<Member>;
  readonly overrides: Overrides;
}

/**
 * The golden record of one cluster: for each attribute the value that survives, the record it comes from and the rule
 * that decided. Pure and deterministic: the order of `members` does not matter.
 *
 * Per attribute the strategies of `rules` are tried in order, after two that always hold (a doubted value loses to one
 * that is not, a short or partial form to a full one) and before the last resorts (source priority, lowest record id).
 * 'many' attributes keep every distinct value, best first. Attributes that move `with` another are taken from its
 * record, or one that agrees with it. `overrides` beat everything.
 */
export function surviveRecord(
  entity: EntityType,
  members: readonly Member[],
  rules: SurvivorshipRules,
  overrides: Overrides = NO_OVERRIDES,
): GoldenRow {
  const cluster = clusterOf(entity, members, rules, overrides);
  const one: Record<string, GoldenValue> = {};
  const many: Record<string, readonly GoldenElement[]> = {};
  for (const attribute of cluster.plan.attributes) {
    if (attribute.many) {
      const elements = surviveMany(cluster, attribute);
      if (elements.length > 0) many[attribute.name] = elements;
    } else {
      const value = surviveOne(cluster, attribute, one);
      if (value) one[attribute.name] = value;
    }
  }
  return { one, many };
}

export function clusterOf(
  entity: EntityType,
  members: readonly Member[],
  rules: SurvivorshipRules,
  overrides: Overrides,
): Cluster {
  const plan = planOf(entity, rules);
  const sorted = members.length > 1 ? sortMembers(members, plan) : members;
  const { names } = plan;
  const swapped = names && sorted.length > 1 ? swappedMembers(sorted, names.given, names.family) : NOBODY;
  return { plan, members: sorted, swapped, overrides };
}

function sortMembers(members: readonly Member[], plan: EntityPlan): readonly Member[] {
  const rank = (member: Member) => plan.sourceRank.get(member.source) ?? Number.MAX_SAFE_INTEGER;
  return [...members].sort((a, b) => rank(a) - rank(b) || a.recordId - b.recordId);
}

/** The records heard on `attribute`. */
export function heardOn(cluster: Cluster, attribute: AttributePlan): readonly Member[] {
  const { plan, members, swapped } = cluster;
  if (swapped.size === 0) return members;
  if (attribute.name !== plan.names?.given && attribute.name !== plan.names?.family) return members;
  return members.filter((member) => !swapped.has(member));
}

function overrideOf(cluster: Cluster, attribute: AttributePlan): Override | undefined {
  return Object.hasOwn(cluster.overrides, attribute.name) ? cluster.overrides[attribute.name] : undefined;
}

// ------------------------------------------------------------------------------------------- single values

type OneValues = Readonly<Record<string, GoldenValue>>;

/** `decided`: the attributes decided before, leaders among them. */
export function surviveOne(
  cluster: Cluster,
  attribute: AttributePlan,
  decided: OneValues,
): GoldenValue | undefined {
  const override = overrideOf(cluster, attribute);
  if (override) return overriddenOne(override);
  const leader = attribute.leader === undefined ? undefined : decided[attribute.leader];
  if (leader) return follow(cluster, attribute, leader);
  return valueAmong(cluster, heardOn(cluster, attribute), attribute);
}

function overriddenOne(override: Override): GoldenValue | undefined {
  const { value, recordId } = override;
  const text = typeof value === 'string' ? value : value?.[0]?.value;
  return text ? { value: text, recordId: recordId ?? null, rule: 'override' } : undefined;
}

function valueAmong(
  cluster: Cluster,
  members: readonly Member[],
  attribute: AttributePlan,
): GoldenValue | undefined {
  const agreed = whenAllAgree(members, attribute);
  if (agreed !== 'contested') return agreed;
  const candidates = oneCandidates(members, attribute, cluster.plan);
  if (candidates.length === 0) return undefined;
  const { winner, rule } = decide(withShortForms(candidates, attribute), attribute.criteria);
  return winner.blank ? undefined : { value: winner.value, recordId: winner.member.recordId, rule };
}

/** The common case, without allocating: nobody says anything, or all who do say the same. */
function whenAllAgree(
  members: readonly Member[],
  attribute: AttributePlan,
): GoldenValue | undefined | 'contested' {
  let first: Member | undefined;
  let value = '';
  let blanks = false;
  for (const member of members) {
    const said = member.row.one[attribute.name];
    if (said === undefined || said === '') blanks = true;
    else if (!first) {
      first = member;
      value = said;
    } else if (said !== value) return 'contested';
  }
  if (!first) return undefined;
  if (blanks && !attribute.ignoreBlanks) return 'contested';
  return { value, recordId: first.recordId, rule: 'only_value' };
}

/** Short forms are only known beside the full one. */
export function withShortForms(
  candidates: readonly Candidate[],
  attribute: AttributePlan,
): readonly Candidate[] {
  if (attribute.agreement !== 'given_name' || candidates.length < 2) return candidates;
  const short = shortForms(candidates);
  return short.size === 0 ? candidates : candidates.map((c) => (short.has(c) ? { ...c, form: 1 } : c));
}

/** The record of the leading value first, then those that agree with it; a record that contradicts it is not heard. */
function follow(cluster: Cluster, attribute: AttributePlan, leader: GoldenValue): GoldenValue | undefined {
  for (const members of agreeingMembers(cluster, attribute, leader)) {
    const value = valueAmong(cluster, members, attribute);
    if (value) return { ...value, rule: 'coupled' };
  }
  return undefined;
}

export function agreeingMembers(
  cluster: Cluster,
  attribute: AttributePlan,
  leader: GoldenValue,
): readonly (readonly Member[])[] {
  const name = attribute.leader!;
  const agreement = cluster.plan.attributes.find((a) => a.name === name)!.agreement;
  const key = agreementKey(agreement, leader.value);
  const own: Member[] = [];
  const same: Member[] = [];
  const silent: Member[] = [];
  for (const member of cluster.members) {
    const said = member.row.one[name];
    if (said === undefined || said === '') silent.push(member);
    else if (agreementKey(agreement, said) === key) same.push(member);
    if (member.recordId === leader.recordId) own.push(member);
  }
  return attribute.blankLeaderAgrees ? [own, same, silent] : [own, same];
}

// --------------------------------------------------------------------------------------------- many values

export function surviveMany(cluster: Cluster, attribute: AttributePlan): readonly GoldenElement[] {
  const override = overrideOf(cluster, attribute);
  if (override) return overriddenMany(override);
  const sole = soleElement(cluster.members, attribute);
  if (sole !== 'several') return sole;
  let left = manyCandidates(heardOn(cluster, attribute), attribute, cluster.plan);
  if (left.length === 0) return [];
  const elements: GoldenElement[] = [];
  while (left.length > 0) {
    const { winner, rule } = decide(left, attribute.criteria);
    const same = left.filter((candidate) => candidate.group === winner.group);
    const chosen = mostComplete(same, attribute.criteria);
    const contested = same.length < left.length;
    const alone = elements.length === 0 ? chosen.rule : 'union';
    elements.push(goldenElement(chosen.winner, same, contested ? rule : alone));
    left = contested ? left.filter((candidate) => candidate.group !== winner.group) : [];
  }
  return elements;
}

/** The common case, without comparing: the records hold no element, or one. */
function soleElement(
  members: readonly Member[],
  attribute: AttributePlan,
): readonly GoldenElement[] | 'several' {
  let sole: ManyValue | undefined;
  let recordId = 0;
  for (const member of members) {
    const elements = member.row.many[attribute.name];
    if (!elements || elements.length === 0) continue;
    if (sole || elements.length > 1) return 'several';
    sole = elements[0];
    recordId = member.recordId;
  }
  return sole?.value ? [{ ...sole, recordIds: [recordId], rule: 'only_value' }] : [];
}

function overriddenMany({ value, recordId }: Override): readonly GoldenElement[] {
  const recordIds = recordId === undefined ? [] : [recordId];
  const elements: readonly ManyValue[] = typeof value === 'string' ? [{ value }] : (value ?? []);
  return elements
    .filter((element) => element.value !== '')
    .map((element) => ({ ...element, recordIds, rule: 'override' as const }));
}

/** Of records that say the same, the one that says it most completely; parts are never taken from two. */
function mostComplete(same: readonly Candidate[], criteria: readonly Criterion[]): Verdict {
  if (same.length === 1) return { winner: same[0]!, rule: 'only_value' };
  const most = Math.max(...same.map((candidate) => completeness(candidate.element)));
  const complete = same.filter((candidate) => completeness(candidate.element) === most);
  const verdict = decide(complete, criteria);
  return complete.length < same.length ? { winner: verdict.winner, rule: 'full_form' } : verdict;
}

function goldenElement(chosen: Candidate, same: readonly Candidate[], rule: DecidingRule): GoldenElement {
  const recordIds = [chosen.member.recordId];
  let type = chosen.element?.type;
  for (const { member, element } of same) {
    if (!recordIds.includes(member.recordId)) recordIds.push(member.recordId);
    type ??= element?.type;
  }
  const parts = chosen.element?.parts;
  const element: GoldenElement = { value: chosen.value, recordIds, rule };
  return { ...element, ...(type !== undefined && { type }), ...(parts && { parts }) };
}
