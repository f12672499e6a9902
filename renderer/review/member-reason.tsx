import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberReason } from '../../shared/contract/match-reasons.ts';
import { api } from '../api/queries.ts';
import { useBits } from './bits.ts';
import own from './cluster.module.css';

/** By record: why it is in its golden record. Empty until it is known, and where it is not told. */
export function useMemberReasons(
  entity: string,
  goldenIds: readonly string[],
): ReadonlyMap<number, MemberReason> {
  const found = useQueries({
    queries: goldenIds.map((goldenId) => api.match.reasons.queryOptions({ input: { entity, goldenId } })),
    combine: (answers) => answers.flatMap(({ data }) => data?.members ?? []),
  });
  return useMemo(() => new Map(found.map((reason) => [reason.recordId, reason])), [found]);
}

/** Why a record is in its golden record, in a few words; the page of the golden record says more. */
export function MemberReasonLine({ reason: { hold, isWeakest } }: { readonly reason: MemberReason }) {
  const { t } = useTranslation('review');
  const bits = useBits();
  const isUnheld = hold.kind === 'taken_back' || hold.kind === 'unknown';
  const through = 'through' in hold ? `${hold.through.source} ${hold.through.key}` : '';
  const text = t(`group.why.${hold.kind}`, {
    through,
    ...(hold.kind === 'pair' && { bits: bits(hold.weight) }),
  });
  return (
    <span className={own.clusterLink} data-weak={isUnheld || isWeakest || undefined} title={text}>
      {text}
      {isWeakest && ` · ${t('group.why.weakest')}`}
    </span>
  );
}
