import type { MemberReason, MembershipReasons } from '../../../shared/contract/match-reasons.ts';
import { entityOfGolden } from '../../engine/golden/members.ts';
import { membershipReasons } from '../../engine/match/membership/reasons.ts';
import { type Command, required, WrongUse, wholeNumber } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { withReader } from '../with-engine.ts';

const USUAL_LIMIT = 500;

export const command: Command = {
  options: { project: { type: 'string' }, limit: { type: 'string' } },
  async run(call) {
    const [goldenId] = call.positionals;
    if (goldenId === undefined) throw new WrongUse('GOLDEN_ID');
    const limit = Math.max(1, wholeNumber(call, 'limit', USUAL_LIMIT));
    const reasons = await withReader(required(call, 'project'), (db) =>
      membershipReasons(db, entityOfGolden(db, goldenId, 'match.reasons'), goldenId, limit),
    );
    call.output.summary(linesOf(call.output, reasons), reasons);
    return EXIT.done;
  },
};

function linesOf(output: Output, { goldenId, total, members }: MembershipReasons): string[] {
  const count = output.number(total);
  const left = total - members.length;
  return [
    output.t('explainDone.head', { goldenId, total: count }),
    ...members.map((member) => memberLine(output, member)),
    ...(left > 0 ? [output.t('explainDone.more', { left: output.number(left) })] : []),
  ];
}

const rowName = ({ source, key }: { readonly source: string; readonly key: string }): string =>
  `${source}/${key}`;

function memberLine(output: Output, member: MemberReason): string {
  const { votes, isWeakest } = member;
  const notes = [
    ...(votes.above + votes.below > 0 ? [output.t('explainDone.votes', { ...votes })] : []),
    ...(isWeakest ? [output.t('explainDone.weakest')] : []),
  ].map((note) => `\n    ${note}`);
  const line = output.t('explainDone.line', { member: rowName(member), tie: tieOf(output, member.hold) });
  return line + notes.join('');
}

function tieOf(output: Output, hold: MemberReason['hold']): string {
  const say = (key: string, values: Record<string, unknown> = {}) => output.t(`explainDone.${key}`, values);
  if (hold.kind === 'founder' || hold.kind === 'unknown') return say(hold.kind);
  const through = rowName(hold.through);
  if (hold.kind === 'pair') {
    const weight = output.number(Number(hold.weight.toFixed(1)));
    const evidence = (hold.evidence ?? []).map(({ comparison }) => comparison).join(', ');
    return say(evidence === '' ? 'weighed' : 'pair', { through, weight, evidence });
  }
  const { actor, at, reason } = hold;
  const because = reason === '' ? '' : say('because', { reason });
  const decided = { through, actor, at: dayOf(at), because };
  if (hold.kind === 'decision') return say('decision', decided);
  const { how, ...ended } = hold.ended;
  return say(`takenBack.${how}`, { ...decided, who: ended.actor, when: dayOf(ended.at) });
}

const dayOf = (at: string): string => at.slice(0, 10);
