import { Table, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Comparison, MatchModel } from '../../shared/model/match-model.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { Count } from '../ui/count.tsx';
import { useFormat } from '../ui/format.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './match.module.css';
import { Thresholds } from './thresholds.tsx';

/** What a run keeps of itself (MatchStats of the engine), as far as it is shown here. */
interface Stats {
  readonly records: number;
  readonly clusters: number;
  readonly pairs: number;
  readonly merged: number;
  readonly review: number;
  readonly cut: number;
  readonly rules: readonly {
    readonly rule: string;
    readonly pairs: number;
    readonly newPairs: number;
    readonly blocks: number;
    readonly oversized: readonly unknown[];
  }[];
  readonly remarks: readonly string[];
}

/** The last run of one entity: figures, thresholds over the histogram, rules, and the weights of each level. */
export function LastRun({ entity }: { readonly entity: string }) {
  const summary = useQuery(api.match.summary.queryOptions({ input: { entity } }));
  if (summary.isPending) return <LoadingState />;
  if (summary.isError) return <ErrorState error={toUserError(summary.error)} />;
  if (summary.data === null) return null;
  const stats = summary.data.stats as Stats;
  const model = summary.data.model as MatchModel;
  return (
    <div className={classes.page}>
      <Figures entity={entity} stats={stats} />
      <Thresholds entity={entity} />
      <div className={classes.columns}>
        <Rules stats={stats} />
        <Comparisons comparisons={model.comparisons} />
      </div>
    </div>
  );
}

function Figures({ entity, stats }: { readonly entity: string; readonly stats: Stats }) {
  const { t } = useTranslation('match');
  const figures = [
    { label: t('records'), value: stats.records },
    { label: t('golden'), value: stats.clusters, to: `/golden/${entity}` },
    { label: t('pairs'), value: stats.rules.reduce((sum, { newPairs }) => sum + newPairs, 0) },
    { label: t('merged'), value: stats.merged },
    { label: t('review'), value: stats.review, to: `/review/${entity}` },
    { label: t('cut'), value: stats.cut, to: `/review/${entity}?state=cut` },
  ];
  return (
    <dl className={classes.figures}>
      {figures.map(({ label, value, to }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Count value={value} {...(to !== undefined && { to })} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Rules({ stats }: { readonly stats: Stats }) {
  const { t } = useTranslation('match');
  const { number } = useFormat();
  return (
    <section className={classes.card}>
      <h2>{t('rules')}</h2>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('rule')}</Table.Th>
            {[t('rulePairs'), t('ruleNew'), t('blocks'), t('oversized')].map((title) => (
              <Table.Th key={title} className={classes.right}>
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {stats.rules.map(({ rule, pairs, newPairs, blocks, oversized }) => (
            <Table.Tr key={rule}>
              <Table.Td>{rule}</Table.Td>
              {[pairs, newPairs, blocks, oversized.length].map((value, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed
                <Table.Td key={column} className={`${classes.right} o-num`}>
                  {number(value)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {stats.remarks.length > 0 && (
        <>
          <h3>{t('remarks')}</h3>
          <ul>
            {stats.remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** m, u and the weight of each level, as trained: the evidence every pair is judged by. */
function Comparisons({ comparisons }: { readonly comparisons: readonly Comparison[] }) {
  const { t } = useTranslation('match');
  const { number } = useFormat();
  const share = (value: number) =>
    value < 0.0001 ? value.toExponential(1) : number(Number(value.toFixed(4)));
  return (
    <section className={classes.card}>
      <h2>{t('comparisons')}</h2>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('comparison')}</Table.Th>
            <Table.Th>{t('level')}</Table.Th>
            <Table.Th className={classes.right}>
              <Tooltip label={t('mHelp')}>
                <span>{t('m')}</span>
              </Tooltip>
            </Table.Th>
            <Table.Th className={classes.right}>
              <Tooltip label={t('uHelp')}>
                <span>{t('u')}</span>
              </Tooltip>
            </Table.Th>
            <Table.Th className={classes.right}>{t('weight')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {comparisons.flatMap(({ name, levels }) =>
            levels.map((level, index) => {
              const bits = Math.log2(level.m / level.u);
              return (
                <Table.Tr key={`${name}/${level.name}`}>
                  <Table.Td>{index === 0 ? name : ''}</Table.Td>
                  <Table.Td>{level.name}</Table.Td>
                  <Table.Td className={`${classes.right} o-num`}>{share(level.m)}</Table.Td>
                  <Table.Td className={`${classes.right} o-num`}>{share(level.u)}</Table.Td>
                  <Table.Td className={`${classes.right} o-num ${bits < 0 ? classes.against : classes.for}`}>
                    {bits > 0 ? '+' : '−'}
                    {number(Number(Math.abs(bits).toFixed(1)))}
                  </Table.Td>
                </Table.Tr>
              );
            }),
          )}
        </Table.Tbody>
      </Table>
    </section>
  );
}
