import { IconDiamond } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ReviewSide } from '../../shared/contract/review.ts';
import { useModelWords, useValueTexts } from '../app/model.ts';
import { DiffText } from '../ui/diff-text.tsx';
import { useFormat } from '../ui/format.ts';
import { Blank, Value } from '../ui/value.tsx';
import { type Agreement, agreement, align, alikeOf } from './align.ts';
import classes from './review.module.css';

/** A record as it is shown: whoever labels blind is not told its golden record. */
export type ShownSide = Omit<ReviewSide, 'goldenId' | 'recordId'> & { readonly goldenId?: string | null };

export interface PairData {
  readonly left: ShownSide;
  readonly right: ShownSide;
  readonly attributes: readonly string[];
  /** Records of the golden record of each side; left out, nothing is told of it. */
  readonly leftCluster?: number;
  readonly rightCluster?: number;
}

const SIGNS: Readonly<Record<Agreement, string>> = { same: '=', different: '≠', partly: '≈', blank: '' };

/** Both records, one attribute a line; what differs is marked inside the words, what agrees is quiet. */
export function PairView({ entity, pair }: { readonly entity: string; readonly pair: PairData }) {
  const { t } = useTranslation('review');
  const { attribute } = useModelWords();
  const texts = useValueTexts(entity);
  const textsOf = (side: ShownSide, name: string) =>
    (side.values[name] ?? []).map((value) => texts.one(name, value));
  return (
    <table className={classes.pair}>
      <caption className="o-sr">{t('pair')}</caption>
      <thead className={classes.stuck}>
        <tr>
          <th scope="col" className={classes.name}>
            <span className="o-sr">{t('attribute')}</span>
          </th>
          <th scope="col">
            <SideHead side={pair.left} cluster={pair.leftCluster} />
          </th>
          <th scope="col" className={classes.sign}>
            <span className="o-sr">{t('agreement')}</span>
          </th>
          <th scope="col">
            <SideHead side={pair.right} cluster={pair.rightCluster} />
          </th>
        </tr>
      </thead>
      <tbody>
        {pair.attributes.map((name) => (
          <AttributeRow
            key={name}
            label={attribute(entity, name)}
            left={textsOf(pair.left, name)}
            right={textsOf(pair.right, name)}
            alike={alikeOf(texts.type(name))}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly label: string;
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly alike: number;
}

function AttributeRow({ label, left, right, alike }: RowProps) {
  const { t } = useTranslation('review');
  const lines = align(left, right);
  const state = agreement(left, right);
  return (
    <tr data-agreement={state}>
      <th scope="row" className={classes.name}>
        {label}
      </th>
      <td>
        <Side alike={alike} lines={lines.map((line) => ({ value: line.left, other: line.right }))} />
      </td>
      <td className={classes.sign} data-agreement={state}>
        <span aria-hidden="true">{SIGNS[state]}</span>
        <span className="o-sr">{t(`agreements.${state}`)}</span>
      </td>
      <td>
        <Side alike={alike} lines={lines.map((line) => ({ value: line.right, other: line.left }))} />
      </td>
    </tr>
  );
}

interface SideProps {
  readonly lines: readonly { readonly value: string | null; readonly other: string | null }[];
  readonly alike: number;
}

function Side({ lines, alike }: SideProps) {
  // A blank is said once, not once for every value of the other side.
  if (lines.every(({ value }) => value === null)) return <Blank />;
  return (
    <>
      {lines.map(({ value, other }) => (
        <div
          key={`${value}|${other}`}
          className={value === other ? classes.same : classes.line}
          title={value ?? undefined}
        >
          {value !== null && (
            <Value kind="standardised" value={value}>
              {other === null ? value : <DiffText text={value} other={other} alike={alike} />}
            </Value>
          )}
        </div>
      ))}
    </>
  );
}

interface SideHeadProps {
  readonly side: ShownSide;
  readonly cluster: number | undefined;
}

function SideHead({ side, cluster }: SideHeadProps) {
  const { t } = useTranslation('review');
  const { number, date } = useFormat();
  return (
    <div className={classes.head}>
      <span className={classes.headSource}>
        <Link href={`/sources/${encodeURIComponent(side.source)}`}>{side.source}</Link>{' '}
        <code title={t('key')}>{side.key}</code>
      </span>
      <span className={classes.headFile} title={side.file}>
        {t('row', { file: fileName(side.file), row: number(side.row) })} ·{' '}
        {side.updatedAt
          ? t('updated', { date: date(side.updatedAt) })
          : t('imported', { date: date(side.importedAt) })}
      </span>
      {cluster !== undefined && (
        <ClusterLink goldenId={side.goldenId ?? null}>{t('cluster', { count: cluster })}</ClusterLink>
      )}
    </div>
  );
}

function ClusterLink({
  goldenId,
  children,
}: {
  readonly goldenId: string | null;
  readonly children: ReactNode;
}) {
  if (goldenId === null) return <span>{children}</span>;
  return (
    <Link href={`/golden-record/${encodeURIComponent(goldenId)}`} className={classes.cluster}>
      <IconDiamond size={12} aria-hidden="true" /> {children}
    </Link>
  );
}

export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** The cells as they stood in the files. */
export function RawCells({ left, right }: Pick<PairData, 'left' | 'right'>) {
  const { t } = useTranslation('review');
  return (
    <section className={classes.raw} aria-label={t('raw')}>
      {[left, right].map((side) => (
        <table key={`${side.source}/${side.key}`} className={classes.rawTable}>
          <caption>{t('rawOf', { source: side.source, key: side.key })}</caption>
          <tbody>
            {side.raw.map(({ column, cell }) => (
              <tr key={column}>
                <th scope="row">{column}</th>
                <td>
                  <Value kind="raw" value={cell} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  );
}
