import type { BlockingRule, MatchModel } from '../../../../shared/model/match-model.ts';
import { finerKeys, type RuleBlocks } from '../blocking/blocks.ts';
import { areRemembered, forgetKeys, recordKeys, rememberKeys } from '../blocking/keys.ts';
import type { EncodedRecords } from '../encode.ts';
import type { Crew } from './crew.ts';

/**
 * The blocks of all rules of a model. First the keys that the rules are made of, each once however many rules use it, then the
 * rules. `progress` is called now and then and may throw to stop.
 * @throws UserError `match.unknown_blocking_key`.
 */
export function makeBlocks(
  crew: Crew,
  records: EncodedRecords,
  model: MatchModel,
  progress: (done: number, total: number) => void,
): RuleBlocks[] {
  const singles = finerKeys(model).map((key): BlockingRule => {
    const { name } = model.blockingRules.find((rule) => rule.keys.includes(key))!;
    return { name, keys: [key] };
  });
  const missing = singles.filter(({ keys: [key] }) => !areRemembered(records, key!));
  const rules = model.blockingRules.length;
  const total = missing.length + rules;
  const found = crew.run<'keys'>({ kind: 'keys', rules: missing }, missing.length, (done) =>
    progress(done, total),
  );
  found.forEach((keys, k) => {
    rememberKeys(records, missing[k]!.keys[0]!, keys);
  });
  const keys = singles.map((rule) => ({
    key: rule.keys[0]!,
    keys: recordKeys(records, rule, () => progress(missing.length, total)),
  }));
  const blocks = crew.run<'blocks'>({ kind: 'blocks', model, keys }, rules, (done) =>
    progress(missing.length + done, total),
  );
  forgetKeys(records);
  return blocks;
}
