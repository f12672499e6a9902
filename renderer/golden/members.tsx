import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { GoldenView } from '../../shared/contract/golden.ts';
import type { MemberReason } from '../../shared/contract/match-reasons.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import type { ShownPair } from '../match/pair-inspector.tsx';
import { useBits } from '../review/bits.ts';
import { useFormat } from '../ui/format.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { Term } from '../ui/term.tsx';
import classes from './golden.module.css';
import { MemberTie } from './member-tie.tsx';

interface MembersProps {
  readonly record: GoldenView;
  /** The pair in the inspector. */
  readonly shown: ShownPair | undefined;
  readonly onShow: (pair: ShownPair) => void;
}

/** The records brought together, as they joined, each with why it is here. */
export function Members({ record, shown, onShow }: MembersProps) {
  const { t } = useTranslation('golden');
  const { entity, goldenId, members } = record;
  const isSeveral = members.length > 1;
  const reasons = useQuery({
    ...api.match.reasons.queryOptions({ input: { entity, goldenId } }),
    enabled: isSeveral,
  });
  return (
    <section className={classes.card} aria-labelledby="record-members">
      <h2 id="record-members">{t('record.members')}</h2>
      {isSeveral && <p className={classes.hint}>{t('why.help')}</p>}
      {isSeveral && reasons.isPending ? (
        <LoadingState rows={Math.min(members.length, 6)} />
      ) : (
        <MemberTable record={record} reasons={reasons.data?.members} shown={shown} onShow={onShow} />
      )}
      {reasons.isError && (
        <ErrorState error={toUserError(reasons.error)} onRetry={() => void reasons.refetch()} />
      )}
      <p className={classes.more}>
        {isSeveral && <Link href={`/review/${entity}?cluster=${goldenId}`}>{t('record.cluster')}</Link>}
        <Link href={`/review/${entity}?state=review&golden=${goldenId}`}>{t('record.pairs')}</Link>
        <Link href={`/review/${entity}?state=cut&golden=${goldenId}`}>{t('record.doubtful')}</Link>
      </p>
    </section>
  );
}

interface MemberTableProps extends MembersProps {
  /** In the order in which they joined; absent: of a single record, or not to be had. */
  readonly reasons: readonly MemberReason[] | undefined;
}

function MemberTable({ record, reasons, shown, onShow }: MemberTableProps) {
  const { t } = useTranslation('golden');
  const { number } = useFormat();
  const bits = useBits();
  const reasonOf = new Map(reasons?.map((reason) => [reason.recordId, reason]));
  return (
    <table className={`${classes.table} ${classes.memberTable}`}>
      <thead>
        <tr>
          <th scope="col">{t(reasons ? 'why.head' : 'why.record')}</th>
          <th scope="col" className={classes.right}>
            {t('record.row')}
          </th>
          {reasons && (
            <th scope="col" className={classes.right}>
              <Term name="matchWeight">{t('why.weight')}</Term>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {asJoined(record.members, reasons).map((member) => {
          const reason = reasonOf.get(member.recordId);
          return (
            <tr key={member.recordId} data-shown={isShown(reason, shown) || undefined}>
              <td>
                <Link href={`/sources/${encodeURIComponent(member.source)}`}>{member.source}</Link>{' '}
                <code title={t('record.key')}>{member.key}</code>
                {reason && (
                  <MemberTie
                    entity={record.entity}
                    reason={reason}
                    isShown={isShown(reason, shown)}
                    onShow={onShow}
                  />
                )}
              </td>
              <td className={`${classes.right} o-num`}>{number(member.row)}</td>
              {reasons && (
                <td className={`${classes.right} o-num`}>
                  {reason?.hold.kind === 'pair' && bits(reason.hold.weight)}
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Is the pair in the inspector the tie of this member? */
function isShown(reason: MemberReason | undefined, shown: ShownPair | undefined): boolean {
  if (!reason || !shown || !('through' in reason.hold)) return false;
  return shown.leftId === reason.recordId && shown.rightId === reason.hold.through.recordId;
}

/** Those told of first, in their order. */
function asJoined(
  members: GoldenView['members'],
  reasons: readonly MemberReason[] = [],
): GoldenView['members'] {
  const place = new Map(reasons.map(({ recordId }, index) => [recordId, index]));
  const placeOf = ({ recordId }: GoldenView['members'][number]) => place.get(recordId) ?? reasons.length;
  return members.toSorted((a, b) => placeOf(a) - placeOf(b));
}
