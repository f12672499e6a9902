import { IconAlertTriangle, IconGavel, IconLinkMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberReason } from '../../shared/contract/match-reasons.ts';
import { useModelWords } from '../app/model.ts';
import type { ShownPair } from '../match/pair-inspector.tsx';
import { useFormat } from '../ui/format.ts';
import classes from './golden.module.css';

type Hold = MemberReason['hold'];
type Tied = Extract<Hold, { through: unknown }>;

interface MemberTieProps {
  readonly entity: string;
  readonly reason: MemberReason;
  readonly isShown: boolean;
  readonly onShow: (pair: ShownPair) => void;
}

/** Why a record is in its golden record, in one line; a tie opens with both its records and their weights. */
export function MemberTie({ entity, reason, isShown, onShow }: MemberTieProps) {
  const { t } = useTranslation('golden');
  return (
    <>
      {reason.isWeakest && (
        <span className={classes.weakest} title={t('why.weakestHelp')}>
          <IconLinkMinus size={14} aria-hidden="true" className={classes.tieIcon} /> {t('why.weakest')}
        </span>
      )}
      <Votes reason={reason} />
      <div className={classes.tie}>
        <Tie entity={entity} reason={reason} isShown={isShown} onShow={onShow} />
      </div>
    </>
  );
}

function Tie({ entity, reason, isShown, onShow }: MemberTieProps) {
  const { t } = useTranslation('golden');
  const { hold } = reason;
  if (hold.kind === 'founder') return <span title={t('why.founderHelp')}>{t('why.founder')}</span>;
  if (hold.kind === 'unknown') return <Warning>{t('why.unknown')}</Warning>;
  const pair: ShownPair = {
    leftId: reason.recordId,
    rightId: hold.through.recordId,
    label: `${nameOf(reason)} · ${nameOf(hold.through)}`,
  };
  return (
    <button type="button" className={classes.tieButton} aria-pressed={isShown} onClick={() => onShow(pair)}>
      <TieText entity={entity} hold={hold} />
    </button>
  );
}

const nameOf = ({ source, key }: { readonly source: string; readonly key: string }): string =>
  `${source} ${key}`;

function TieText({ entity, hold }: { readonly entity: string; readonly hold: Tied }) {
  const { t } = useTranslation('golden');
  const { date } = useFormat();
  if (hold.kind === 'pair') return <PairText entity={entity} hold={hold} />;
  const decided = { through: nameOf(hold.through), actor: hold.actor, date: date(hold.at) };
  if (hold.kind === 'decision')
    return (
      <span title={hold.reason || undefined}>
        <IconGavel size={14} aria-hidden="true" className={classes.tieIcon} /> {t('why.decision', decided)}
      </span>
    );
  const { how, actor, at } = hold.ended;
  return (
    <Warning isCertain={how === 'kept_apart'}>
      {t(`why.takenBack.${how}`, { ...decided, who: actor, when: date(at) })}
    </Warning>
  );
}

function PairText({
  entity,
  hold,
}: {
  readonly entity: string;
  readonly hold: Extract<Hold, { kind: 'pair' }>;
}) {
  const { t, i18n } = useTranslation(['golden', 'review']);
  const words = useModelWords();
  const list = new Intl.ListFormat(i18n.language, { type: 'unit' });
  const evidence = hold.evidence ?? [];
  const named = evidence.map(({ comparison }) => words.attribute(entity, comparison));
  const levels = evidence.map(({ comparison, level }) =>
    t('review:evidence', {
      name: words.attribute(entity, comparison),
      level: t(`review:level.${level}`, { defaultValue: level }),
    }),
  );
  const through = nameOf(hold.through);
  if (evidence.length === 0) return t('why.weighed', { through });
  return <span title={levels.join('\n')}>{t('why.pair', { through, evidence: list.format(named) })}</span>;
}

/** Held by nothing that holds now: what the next matching may do of it is said too. */
function Warning({
  children,
  isCertain = false,
}: {
  readonly children: ReactNode;
  readonly isCertain?: boolean;
}) {
  const { t } = useTranslation('golden');
  return (
    <span className={classes.unheld}>
      <IconAlertTriangle size={14} aria-hidden="true" className={classes.tieIcon} /> {children}{' '}
      {t(isCertain ? 'why.separated' : 'why.unheld')}
    </span>
  );
}

function Votes({ reason: { votes } }: { readonly reason: MemberReason }) {
  const { t } = useTranslation('golden');
  const all = votes.above + votes.below;
  if (all === 0) return null;
  const parts = [t('why.votes', { count: all })];
  if (votes.below > 0) parts.push(t('why.below', { count: votes.below }));
  return (
    <span className={classes.votes} title={t('why.votesHelp', { ...votes })}>
      {parts.join(', ')}
    </span>
  );
}
