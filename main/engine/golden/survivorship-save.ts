import type { EntityType } from '../../../shared/model/canonical.ts';
import { UserError } from '../../../shared/model/errors.ts';
import { DEFAULT_SURVIVORSHIP, type SurvivorshipRules } from '../../../shared/model/survivorship.ts';
import { transact, type WriteDb } from '../db/handles.ts';
import { saveSetting } from '../db/settings.ts';

/**
 * Keeps survivorship rules as a new version; they apply from the next run of "golden" on. A ranking that is just that of
 * the sources is not kept, so that it goes on following them.
 * @throws UserError `survivorship.unknown_attribute`,
 *   `survivorship.unknown_source`, `survivorship.no_strategy`.
 */
export function saveSurvivorship(
  db: WriteDb,
  entity: EntityType,
  rules: SurvivorshipRules,
  actor: string,
): void {
  const sources = db.prepare('SELECT name FROM source ORDER BY priority, id').pluck().all() as string[];
  check(entity, rules, sources);
  const followsSources = rules.sourcePriority.join('\n') === sources.join('\n');
  const kept = followsSources ? { ...rules, sourcePriority: [] } : rules;
  transact(db, () => saveSetting(db, 'survivorship', entity.name, kept, actor));
}

function check(entity: EntityType, rules: SurvivorshipRules, sources: readonly string[]): void {
  const attributes = entity.attributes.map(({ name }) => name);
  if (rules.default.length === 0) throw noStrategy('default');
  for (const source of rules.sourcePriority) {
    if (!sources.includes(source)) throw unknown('source', source, sources);
  }
  for (const [name, rule] of Object.entries(rules.attributes)) {
    // The rules a project starts from serve every entity: what this one does not have is without effect.
    if (rule.strategies.length === 0) throw noStrategy(name);
    if (!attributes.includes(name)) continue;
    const usual = DEFAULT_SURVIVORSHIP.attributes[name]?.with ?? [];
    for (const other of rule.with ?? []) {
      if (!attributes.includes(other) && !usual.includes(other))
        throw unknown('attribute', other, attributes);
    }
  }
}

const unknown = (what: 'attribute' | 'source', name: string, known: readonly string[]): UserError =>
  new UserError({
    operation: 'golden.saveSurvivorship',
    code: `survivorship.unknown_${what}`,
    message: `There is no ${what} “${name}”. Nothing was changed.`,
    next: `Choose among: ${known.join(', ')}.`,
    where: { [what]: name },
  });

const noStrategy = (attribute: string): UserError =>
  new UserError({
    operation: 'golden.saveSurvivorship',
    code: 'survivorship.no_strategy',
    message: `The rule of “${attribute}” says nothing. Nothing was changed.`,
    next: 'Give it at least one strategy, or take the rule out.',
    where: { attribute },
  });
