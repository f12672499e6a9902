import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BlockingRule } from '../../shared/model/match-model.ts';
import { type EngineSentence, shapeOfSentence } from '../ui/engine-words.ts';
import { useFormat } from '../ui/format.ts';
import { Term } from '../ui/term.tsx';
import classes from './match.module.css';
import { useMatchWords } from './match-words.ts';

export interface RuleCount {
  readonly rule: string;
  readonly pairs: number;
  readonly newPairs: number;
  readonly blocks: number;
  readonly oversized: readonly unknown[];
}

/** What a run remarks on itself (main/engine/match/match.ts, incremental/figures.ts). */
const REMARKS: readonly EngineSentence[] = [
  [/^match\.not_trained: (?<reason>.*)$/, 'notTrained'],
  [/^match\.oversized_blocks: (?<rule>.*) \((?<blocks>\d+), largest (?<largest>\d+)\)$/, 'oversizedBlocks'],
  [/^match\.full_run_due: (?<changed>\d+) \/ (?<records>\d+)$/, 'fullRunDue'],
];

interface RulesProps {
  readonly entity: string;
  readonly counts: readonly RuleCount[];
  readonly rules: readonly BlockingRule[];
  readonly remarks: readonly string[];
}

/** Which rules found the pairs: all of each, and those no earlier rule had found. */
export function Rules({ entity, counts, rules, remarks }: RulesProps) {
  const { t } = useTranslation('match');
  const { number } = useFormat();
  const words = useMatchWords(entity, rules);
  const anyOversized = counts.some(({ oversized }) => oversized.length > 0);
  const numbersOf = ({ pairs, newPairs, blocks, oversized }: RuleCount) => [
    pairs,
    newPairs,
    blocks,
    ...(anyOversized ? [oversized.length] : []),
  ];
  const heads = [t('rulePairs'), t('ruleNew'), t('blocks'), ...(anyOversized ? [t('oversized')] : [])];
  return (
    <section className={classes.listCard} aria-labelledby="match-rules">
      <h2 id="match-rules">
        <Term name="blockingRule">{t('rules')}</Term>
      </h2>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('rule')}</Table.Th>
            {heads.map((title) => (
              <Table.Th key={title} className={classes.right}>
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {counts.map((count) => (
            <Table.Tr key={count.rule}>
              <Table.Td title={count.rule}>{words.rule(count.rule)}</Table.Td>
              {numbersOf(count).map((value, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed
                <Table.Td key={column} className={`${classes.right} o-num`}>
                  {number(value)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {remarks.length > 0 && <Remarks remarks={remarks} ruleName={words.rule} />}
    </section>
  );
}

interface RemarksProps {
  readonly remarks: readonly string[];
  readonly ruleName: (name: string) => string;
}

function Remarks({ remarks, ruleName }: RemarksProps) {
  const { t } = useTranslation('match');
  const say = (remark: string): string => {
    const found = shapeOfSentence(remark, REMARKS);
    if (!found) return remark;
    const { rule = '', reason = '', ...gaps } = found.gaps;
    return t(`remark.${found.key}`, {
      ...gaps,
      rule: ruleName(rule),
      reason: t(`untrained.${reason}`, { defaultValue: reason }),
    });
  };
  return (
    <>
      <h3>{t('remarks')}</h3>
      <ul className={classes.remarks}>
        {remarks.map((remark) => (
          <li key={remark}>{say(remark)}</li>
        ))}
      </ul>
    </>
  );
}
