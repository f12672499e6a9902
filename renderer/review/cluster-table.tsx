import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { MemberReason } from '../../shared/contract/match-reasons.ts';
import type { ReviewCluster, ReviewSide } from '../../shared/contract/review.ts';
import { useModelWords, useValueTexts } from '../app/model.ts';
import { DiffText } from '../ui/diff-text.tsx';
import { useFormat } from '../ui/format.ts';
import { Blank, Value } from '../ui/value.tsx';
import { alikeOf } from './align.ts';
import { useBits } from './bits.ts';
import own from './cluster.module.css';
import { commonest, countValues, type Groups, MOST_GROUPS, strongestLinks } from './cluster-groups.ts';
import { MemberReasonLine } from './member-reason.tsx';
import { fileName } from './pair-view.tsx';
import classes from './review.module.css';

interface ClusterTableProps {
  readonly entity: string;
  readonly cluster: ReviewCluster;
  readonly groups: Groups;
  readonly reasons: ReadonlyMap<number, MemberReason>;
  readonly current: number;
  /** Leave out the attributes on which all records agree. */
  readonly onlyDifferences: boolean;
  readonly onCurrent: (index: number) => void;
  readonly onGroup: (index: number, group: number) => void;
}

/** The records of a cluster as columns: what is said by one alone stands out, what several say is quiet. */
export function ClusterTable(props: ClusterTableProps) {
  const { entity, cluster, groups, reasons, current, onlyDifferences, onCurrent, onGroup } = props;
  const { t } = useTranslation('review');
  const { attribute } = useModelWords();
  const texts = useValueTexts(entity);
  const links = useMemo(() => strongestLinks(cluster), [cluster]);
  const rows = useMemo(
    () =>
      cluster.attributes.map((name) => ({
        name,
        values: cluster.records.map(({ values }) =>
          (values[name] ?? []).map((value) => texts.one(name, value)),
        ),
      })),
    [cluster, texts],
  );
  return (
    <table className={own.clusterTable}>
      <caption className="o-sr">{t('group.table')}</caption>
      <thead>
        <tr>
          <th scope="col" className={own.corner}>
            {t('attribute')}
          </th>
          {cluster.records.map((record, index) => (
            <RecordHead
              key={record.recordId}
              record={record}
              group={groups[index] ?? 1}
              link={links.get(record.recordId)}
              reason={reasons.get(record.recordId)}
              index={index}
              isCurrent={index === current}
              onCurrent={onCurrent}
              onGroup={onGroup}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows
          .filter(({ values }) => !onlyDifferences || countValues(values).size > 1)
          .map(({ name, values }) => (
            <tr key={name}>
              <th scope="row" className={own.clusterName}>
                {attribute(entity, name)}
              </th>
              <Cells ids={cluster.records} values={values} alike={alikeOf(texts.type(name))} />
            </tr>
          ))}
      </tbody>
    </table>
  );
}

interface CellsProps {
  readonly ids: readonly ReviewSide[];
  readonly values: readonly (readonly string[])[];
  readonly alike: number;
}

const Cells = memo(function Cells({ ids, values, alike }: CellsProps) {
  const counts = countValues(values);
  const usual = commonest(counts);
  return ids.map(({ recordId }, index) => (
    <td key={recordId}>
      {values[index]?.length === 0 && <Blank />}
      {values[index]?.map((value) => (
        <div key={value} className={(counts.get(value) ?? 0) > 1 ? own.quiet : classes.line}>
          <Value kind="standardised" value={value}>
            {(counts.get(value) ?? 0) > 1 || usual === undefined || usual === value ? (
              value
            ) : (
              <DiffText text={value} other={usual} alike={alike} />
            )}
          </Value>
        </div>
      ))}
    </td>
  ));
});

interface RecordHeadProps {
  readonly record: ReviewSide;
  readonly group: number;
  /** Bits of its strongest link. */
  readonly link: number | undefined;
  /** Why it is in its golden record; its strongest link stands for it where it is not told. */
  readonly reason: MemberReason | undefined;
  readonly isCurrent: boolean;
  readonly index: number;
  readonly onCurrent: (index: number) => void;
  readonly onGroup: (index: number, group: number) => void;
}

const NUMBERS = Array.from({ length: MOST_GROUPS }, (_, index) => index + 1);

const RecordHead = memo(function RecordHead(props: RecordHeadProps) {
  const { record, group, link, reason, index, isCurrent, onCurrent, onGroup } = props;
  const { t } = useTranslation('review');
  const { number } = useFormat();
  const bits = useBits();
  return (
    <th
      scope="col"
      className={own.clusterHead}
      data-group={group}
      data-current={isCurrent || undefined}
      data-record={record.recordId}
      onFocus={() => onCurrent(index)}
    >
      <div className={classes.head}>
        {/* The system's own: some hundreds of them stand side by side. */}
        <select
          className={own.person}
          aria-label={t('group.personOf', { source: record.source, key: record.key })}
          value={group}
          onChange={(event) => onGroup(index, Number(event.currentTarget.value))}
        >
          {NUMBERS.map((one) => (
            <option key={one} value={one}>
              {t('group.person', { number: one })}
            </option>
          ))}
        </select>
        <span className={classes.headSource}>
          <Link href={`/sources/${encodeURIComponent(record.source)}`}>{record.source}</Link>{' '}
          <code title={t('key')}>{record.key}</code>
        </span>
        <span className={classes.headFile} title={record.file}>
          {t('row', { file: fileName(record.file), row: number(record.row) })}
        </span>
        {reason ? (
          <MemberReasonLine reason={reason} />
        ) : (
          <span className={own.clusterLink} data-weak={link === undefined || link < 0 || undefined}>
            {link === undefined ? t('group.noLink') : t('group.link', { bits: bits(link) })}
          </span>
        )}
      </div>
    </th>
  );
});
