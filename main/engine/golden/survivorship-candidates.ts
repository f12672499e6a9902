import type { ManyValue } from '../../../shared/model/canonical.ts';
import type { Issue } from '../../../shared/model/values.ts';
import { agreementKey, completeness, fold, formOf, isDamaged } from './survivorship-keys.ts';
import type { AttributePlan, EntityPlan } from './survivorship-plan.ts';
import type { Candidate, Member } from './survivorship-types.ts';

/** A single value on its way through the rules; `''` is a blank. */
export function oneCandidates(
  members: readonly Member[],
  attribute: AttributePlan,
  plan: EntityPlan,
): readonly Candidate[] {
  const groups = new Map<string, number>();
  const candidates: Candidate[] = [];
  for (const member of members) {
    const value = member.row.one[attribute.name] ?? '';
    if (value === '' && attribute.ignoreBlanks) continue;
    candidates.push(candidate(member, value, undefined, 0, attribute, plan, groups));
  }
  return settled(candidates, attribute, groups.size);
}

/** Every element of every record; what one record says twice in the same terms counts once. */
export function manyCandidates(
  members: readonly Member[],
  attribute: AttributePlan,
  plan: EntityPlan,
): readonly Candidate[] {
  const groups = new Map<string, number>();
  const candidates: Candidate[] = [];
  for (const member of members) {
    const elements = member.row.many[attribute.name];
    if (!elements) continue;
    const own = candidates.length;
    for (let position = 0; position < elements.length; position += 1) {
      const element = elements[position]!;
      if (element.value === '') continue;
      const next = candidate(member, element.value, element, position, attribute, plan, groups);
      let same = own;
      while (same < candidates.length && candidates[same]!.group !== next.group) same += 1;
      if (same === candidates.length) candidates.push(next);
      else if (completeness(element) > completeness(candidates[same]!.element)) candidates[same] = next;
    }
  }
  if (attribute.agreement === 'address') joinAddressesWithoutPostcode(candidates);
  return settled(candidates, attribute, groups.size);
}

function candidate(
  member: Member,
  value: string,
  element: ManyValue | undefined,
  position: number,
  attribute: AttributePlan,
  plan: EntityPlan,
  groups: Map<string, number>,
): Candidate {
  const key = agreementKey(attribute.agreement, value, element);
  let group = groups.get(key);
  if (group === undefined) {
    group = groups.size;
    groups.set(key, group);
  }
  return {
    member,
    value,
    element,
    group,
    position,
    sourceRank: plan.sourceRank.get(member.source) ?? Number.POSITIVE_INFINITY,
    updatedAt: member.updatedAt ?? member.row.one.updated_at ?? '',
    form: formOf(attribute.agreement, value, element),
    blank: value === '',
    doubtful: isDoubtful(member, value, attribute),
  };
}

/** "12 Rue de la Paix, Paris" is the same place as "12 Rue de la Paix, 75002 Paris". */
function joinAddressesWithoutPostcode(candidates: Candidate[]): void {
  for (let i = 0; i < candidates.length; i += 1) {
    const parts = candidates[i]!.element?.parts;
    if (!parts?.street || parts.postcode) continue;
    const whole = candidates.find((other) => {
      const theirs = other.element?.parts;
      return (
        theirs?.postcode &&
        fold(theirs.street ?? '') === fold(parts.street!) &&
        fold(theirs.number ?? '') === fold(parts.number ?? '') &&
        (!parts.city || fold(theirs.city ?? '') === fold(parts.city))
      );
    });
    if (whole) candidates[i] = { ...candidates[i]!, group: whole.group };
  }
}

/** A value is doubted only if every record that says it is doubted: agreement clears it. */
function settled(candidates: Candidate[], attribute: AttributePlan, groups: number): readonly Candidate[] {
  if (!candidates.some((c) => c.doubtful)) return candidates;
  const doubted = new Array<boolean>(groups).fill(true);
  for (const c of candidates) if (!c.doubtful) doubted[c.group] = false;
  for (const c of candidates) {
    c.doubtful = doubted[c.group]! || (spellsNames(attribute) && isDamaged(c.value));
  }
  return candidates;
}

const spellsNames = (attribute: AttributePlan): boolean =>
  attribute.agreement === 'given_name' || attribute.agreement === 'name' || attribute.agreement === 'text';

function isDoubtful(member: Member, value: string, attribute: AttributePlan): boolean {
  if (value === '') return false;
  if (spellsNames(attribute) && isDamaged(value)) return true;
  for (const issue of member.row.issues) {
    if (issue.severity === 'warning' && concerns(issue, member, value, attribute)) return true;
  }
  return false;
}

/** Of several values of one record, the one the issue quotes. */
function concerns(issue: Issue, member: Member, value: string, attribute: AttributePlan): boolean {
  if (issue.attribute !== attribute.name && !issue.attribute.startsWith(`${attribute.name}.`)) return false;
  if (!attribute.many || member.row.many[attribute.name]!.length === 1) return true;
  return issue.raw !== undefined && quotes(issue.raw, value, attribute);
}

const NOT_DIGIT = /\D+/g;
/** Digits of a national number that stay the same in its international form. */
const SIGNIFICANT_DIGITS = 8;

function quotes(raw: string, value: string, attribute: AttributePlan): boolean {
  const [quoted, kept] = [fold(raw), fold(value)];
  if (quoted === kept || (attribute.agreement === 'address' && kept.includes(quoted))) return quoted !== '';
  if (!value.startsWith('+')) return false;
  const digits = raw.replace(NOT_DIGIT, '');
  return digits.length >= SIGNIFICANT_DIGITS && value.endsWith(digits.slice(-SIGNIFICANT_DIGITS));
}
