import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle, IconBinaryTree2, IconCalculator, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdviceView } from '../../../shared/contract/match-advice.ts';
import { client } from '../../api/client.ts';
import { toUserError } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { useJob } from '../../api/use-job.ts';
import { useReadOnly } from '../../app/session.ts';
import { useFormat } from '../../ui/format.ts';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { Term } from '../../ui/term.tsx';
import match from '../match.module.css';
import { useMatchWords } from '../match-words.ts';
import { PairInspector, type ShownPair } from '../pair-inspector.tsx';
import { useMatchedEntity, Workbench } from '../workbench.tsx';
import { useBlockWords } from './block-words.ts';
import classes from './blocking.module.css';
import { Proposals } from './proposals.tsx';
import { RuleCosts } from './rule-costs.tsx';
import { useModelRules } from './use-rules.ts';

/** What the blocking rules cost and find, before anything is run; rules to add, rules to drop. */
export default function BlockingPage() {
  const { t } = useTranslation('blocking');
  const { entity } = useMatchedEntity();
  return entity ? (
    <OfEntity key={entity.entity} entity={entity.entity} />
  ) : (
    <Workbench tab="blocking" title={t('title')} subtitle={t('subtitle')}>
      <EmptyState icon={<IconBinaryTree2 size={40} />} title={t('empty.title')}>
        {t('noData')}
      </EmptyState>
    </Workbench>
  );
}

function OfEntity({ entity }: { readonly entity: string }) {
  const { t } = useTranslation('blocking');
  const { dateTime } = useFormat();
  const readOnly = useReadOnly();
  const advice = useQuery(api.match.advice.queryOptions({ input: { entity } }));
  const job = useJob({ start: () => client.match.advise({ entity }), label: t('counting') });
  const count = (
    <Button
      leftSection={<IconCalculator size={16} aria-hidden="true" />}
      loading={job.isRunning}
      disabled={readOnly}
      onClick={() => job.run()}
    >
      {t(advice.data ? 'countAgain' : 'countPairs')}
    </Button>
  );
  return (
    <Workbench
      tab="blocking"
      title={t('title')}
      subtitle={advice.data ? t('at', { at: dateTime(advice.data.at) }) : t('subtitle')}
      action={
        <>
          {job.isRunning && (
            <Button variant="default" onClick={job.cancel}>
              {t('cancel')}
            </Button>
          )}
          {advice.data && count}
        </>
      }
    >
      {job.error && <ErrorState error={job.error} onRetry={() => job.run()} />}
      {advice.isPending && <LoadingState />}
      {advice.isError && (
        <ErrorState error={toUserError(advice.error)} onRetry={() => void advice.refetch()} />
      )}
      {advice.data === null && (
        <EmptyState icon={<IconBinaryTree2 size={40} />} title={t('empty.title')} action={count}>
          {t('empty.text')}
        </EmptyState>
      )}
      {advice.data && <Result entity={entity} advice={advice.data} />}
    </Workbench>
  );
}

type Chosen =
  | { readonly kind: 'rule'; readonly name: string }
  | { readonly kind: 'pair'; readonly pair: ShownPair };

function Result({ entity, advice }: { readonly entity: string; readonly advice: AdviceView }) {
  const model = useModelRules(entity);
  const [chosen, choose] = useState<Chosen | null>(null);
  const pair = chosen?.kind === 'pair' ? chosen.pair : null;
  return (
    <div className={match.page}>
      <Notices advice={advice} />
      <Figures advice={advice} />
      <Oversized entity={entity} advice={advice} />
      <Proposals
        entity={entity}
        advice={advice}
        model={model}
        shown={pair}
        onShow={(shown) => choose({ kind: 'pair', pair: shown })}
      />
      <RuleCosts
        entity={entity}
        rules={advice.rules}
        model={model}
        chosen={chosen?.kind === 'rule' ? chosen.name : null}
        onChoose={(name) => choose({ kind: 'rule', name })}
      />
      {pair && <PairInspector entity={entity} pair={pair} />}
    </div>
  );
}

function Notices({ advice: { isOutdated, isTrained } }: { readonly advice: AdviceView }) {
  const { t } = useTranslation('blocking');
  const icon = <IconInfoCircle size={20} aria-hidden="true" />;
  return (
    <>
      {isOutdated && <Alert icon={icon}>{t('outdated')}</Alert>}
      {!isTrained && <Alert icon={icon}>{t('untrained')}</Alert>}
    </>
  );
}

function Figures({ advice }: { readonly advice: AdviceView }) {
  const { t } = useTranslation('blocking');
  const { number } = useFormat();
  const { records, pairs, matches, rules } = advice;
  const isExact = rules.every((one) => one.isExact);
  const figures = [
    { label: t('records'), value: number(records), term: 'record' as const },
    { label: t('allPairs'), value: number(pairs), term: 'pair' as const },
    { label: t('perRecord'), value: number(Number((pairs / Math.max(1, records)).toFixed(1))) },
    { label: t('matches'), value: isExact ? number(matches) : t('about', { value: number(matches) }) },
  ];
  return (
    <dl className={match.figures}>
      {figures.map(({ label, value, term }) => (
        <div key={label}>
          <dt>{term ? <Term name={term}>{label}</Term> : label}</dt>
          <dd className="o-num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Warns of the rules that make oversized blocks, with what the largest has in common. */
function Oversized({ entity, advice }: { readonly entity: string; readonly advice: AdviceView }) {
  const { t } = useTranslation('blocking');
  const { number } = useFormat();
  const wordsOf = useBlockWords(entity);
  const words = useMatchWords(
    entity,
    advice.rules.map(({ rule }) => rule),
  );
  const large = advice.rules.filter(({ oversized }) => oversized > 0);
  if (large.length === 0) return null;
  return (
    <Alert
      color="orange"
      icon={<IconAlertTriangle size={20} aria-hidden="true" />}
      title={t('oversizedTitle', { count: large.length })}
    >
      <ul className={classes.blocks}>
        {large.map(({ rule, largest, oversized, pairsUncut, pairs }) => (
          <li key={rule.name}>
            {t('oversizedRule', {
              count: oversized,
              formatted: number(oversized),
              rule: words.rule(rule.name),
              size: number(largest[0]?.size ?? 0),
              common: largest[0] ? wordsOf(largest[0]) : '',
              uncut: number(pairsUncut),
              pairs: number(pairs),
            })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
