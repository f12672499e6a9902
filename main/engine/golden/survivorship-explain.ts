import type { EntityType } from '../../../shared/model/canonical.ts';
import type { SurvivorshipRules } from '../../../shared/model/survivorship.ts';
import {
  agreeingMembers,
  type Cluster,
  clusterOf,
  heardOn,
  surviveMany,
  surviveOne,
  withShortForms,
} from './survivorship.ts';
import { manyCandidates, oneCandidates } from './survivorship-candidates.ts';
import { decide } from './survivorship-order.ts';
import type { AttributePlan } from './survivorship-plan.ts';
import type {
  Candidate,
  CandidateExplanation,
  GoldenValue,
  Member,
  Overrides,
} from './survivorship-types.ts';

/**
 * Every value the records of a cluster offer for one attribute, winners first: what it is, whose, whether it won, and by
 * which rule it won or lost to the winner. A steward's override is listed first. For an unknown attribute: nothing.
 */
export function explainCandidates(
  entity: EntityType,
  members: readonly Member[],
  rules: SurvivorshipRules,
  attribute: string,
  overrides: Overrides = {},
): readonly CandidateExplanation[] {
  const cluster = clusterOf(entity, members, rules, overrides);
  const plan = cluster.plan.attributes.find((a) => a.name === attribute);
  if (!plan) return [];
  const explained = plan.many ? explainMany(cluster, plan) : explainOne(cluster, plan);
  return [...explained].sort((a, b) => Number(b.won) - Number(a.won));
}

function explainOne(cluster: Cluster, plan: AttributePlan): readonly CandidateExplanation[] {
  const leader = leaderValue(cluster, plan);
  const winner = surviveOne(cluster, plan, leader && plan.leader ? { [plan.leader]: leader } : {});
  const heard = new Set(heardOn(cluster, plan));
  const agreeing = leader ? new Set(agreeingMembers(cluster, plan, leader).flat()) : undefined;
  const all = candidatesWithBlanks(cluster, plan);
  const won = winner && all.find((c) => c.member.recordId === winner.recordId);
  const explained = all.map((candidate): CandidateExplanation => {
    const reason = (): CandidateExplanation['rule'] => {
      if (candidate === won && winner) return winner.rule;
      if (candidate.blank && plan.ignoreBlanks) return 'blank';
      if (winner?.rule === 'override') return 'override';
      if (!heard.has(candidate.member)) return 'swapped_names';
      if (agreeing && !agreeing.has(candidate.member)) return 'coupled';
      return won ? lostBy(candidate, won, all, plan) : 'blank';
    };
    return explanation(candidate, candidate === won, reason());
  });
  return winner && !won ? [typed(winner.value), ...explained] : explained;
}

function leaderValue(cluster: Cluster, plan: AttributePlan): GoldenValue | undefined {
  const leader = cluster.plan.attributes.find((a) => a.name === plan.leader);
  return leader && surviveOne(cluster, leader, {});
}

function candidatesWithBlanks(cluster: Cluster, plan: AttributePlan): readonly Candidate[] {
  const all = oneCandidates(cluster.members, { ...plan, ignoreBlanks: false }, cluster.plan);
  return withShortForms(all, plan);
}

/** The rule that separates a loser from the winner, the others still voting with the value they share. */
function lostBy(
  loser: Candidate,
  won: Candidate,
  all: readonly Candidate[],
  plan: AttributePlan,
): CandidateExplanation['rule'] {
  if (loser.value === won.value) return 'same_value';
  const two = all.filter((c) => c.group === loser.group || c.group === won.group);
  return decide(two, plan.criteria).rule;
}

function explainMany(cluster: Cluster, plan: AttributePlan): readonly CandidateExplanation[] {
  const golden = surviveMany(cluster, plan);
  const overridden = Object.hasOwn(cluster.overrides, plan.name);
  const candidates = manyCandidates(cluster.members, plan, cluster.plan);
  const explained = candidates.map((candidate): CandidateExplanation => {
    const same = golden.find((element) => element.value === candidate.value);
    if (same?.recordIds[0] === candidate.member.recordId) return explanation(candidate, true, same.rule);
    return explanation(candidate, same !== undefined, overridden && !same ? 'override' : 'same_value');
  });
  const offered = new Set(candidates.map((candidate) => candidate.value));
  return [...golden.filter((g) => !offered.has(g.value)).map((g) => typed(g.value)), ...explained];
}

function explanation(c: Candidate, won: boolean, rule: CandidateExplanation['rule']): CandidateExplanation {
  const { member, value, element } = c;
  const type = element?.type;
  return { recordId: member.recordId, source: member.source, value, ...(type && { type }), won, rule };
}

const typed = (value: string): CandidateExplanation => ({
  recordId: null,
  source: null,
  value,
  won: true,
  rule: 'override',
});
