import { Badge, Button, Table, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RuleAdviceView } from '../../../shared/contract/match-advice.ts';
import { Inspect } from '../../app/inspector.tsx';
import { useFormat } from '../../ui/format.ts';
import { Term } from '../../ui/term.tsx';
import match from '../match.module.css';
import { useMatchWords } from '../match-words.ts';
import { useBlockWords } from './block-words.ts';
import classes from './blocking.module.css';
import type { ModelRules } from './use-rules.ts';

interface RuleCostsProps {
  readonly entity: string;
  readonly rules: readonly RuleAdviceView[];
  readonly model: ModelRules;
  readonly chosen: string | null;
  readonly onChoose: (rule: string) => void;
}

/** What each rule in force costs, and what it finds that no other does. */
export function RuleCosts({ entity, rules, model, chosen, onChoose }: RuleCostsProps) {
  const { t } = useTranslation('blocking');
  const words = useMatchWords(
    entity,
    rules.map(({ rule }) => rule),
  );
  const shown = rules.find(({ rule }) => rule.name === chosen);
  return (
    <section className={match.listCard} aria-labelledby="blocking-rules">
      <h2 id="blocking-rules">
        <Term name="blockingRule">{t('rules', { count: rules.length })}</Term>
      </h2>
      <Table.ScrollContainer minWidth={860} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table>
          <Table.Thead className={classes.heads}>
            <Table.Tr>
              <Table.Th>{t('rule')}</Table.Th>
              <Table.Th className={match.right}>{t('pairs')}</Table.Th>
              <Table.Th className={match.right}>{t('newPairs')}</Table.Th>
              <Table.Th className={match.right}>{t('onlyPairs')}</Table.Th>
              <Table.Th className={match.right}>{t('onlyMatches')}</Table.Th>
              <Table.Th>
                <Term name="oversizedBlock">{t('largest')}</Term>
              </Table.Th>
              <Table.Th>
                <span className="o-sr">{t('action')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rules.map((one) => (
              <RuleRow
                key={one.rule.name}
                entity={entity}
                advice={one}
                name={words.rule(one.rule.name)}
                model={model}
                isChosen={one.rule.name === chosen}
                onChoose={onChoose}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <p className={`${match.help} ${match.inset}`}>{t('rulesHelp')}</p>
      {shown && (
        <Inspect title={words.rule(shown.rule.name)}>
          <Blocks entity={entity} advice={shown} />
        </Inspect>
      )}
    </section>
  );
}

interface RuleRowProps {
  readonly entity: string;
  readonly advice: RuleAdviceView;
  readonly name: string;
  readonly model: ModelRules;
  readonly isChosen: boolean;
  readonly onChoose: (rule: string) => void;
}

function RuleRow({ entity, advice, name, model, isChosen, onChoose }: RuleRowProps) {
  const { t } = useTranslation('blocking');
  const { number } = useFormat();
  const wordsOf = useBlockWords(entity);
  const { rule, pairs, newPairs, onlyPairs, onlyMatches, isExact, isRedundant, oversized, largest } = advice;
  const [block] = largest;
  const isGone = !model.has(rule);
  return (
    <Table.Tr data-selected={isChosen || undefined} className={classes.row}>
      <Table.Td title={rule.name}>
        <UnstyledButton
          className={match.openPair}
          aria-pressed={isChosen}
          onClick={() => onChoose(rule.name)}
        >
          {name}
        </UnstyledButton>
      </Table.Td>
      <Table.Td className={`${match.right} o-num`}>{number(pairs)}</Table.Td>
      <Table.Td className={`${match.right} o-num`}>{number(newPairs)}</Table.Td>
      <Table.Td className={`${match.right} o-num`}>{number(onlyPairs)}</Table.Td>
      <Table.Td className={`${match.right} o-num`}>
        {isExact ? number(onlyMatches.about) : t('about', { value: number(onlyMatches.about) })}
      </Table.Td>
      <Table.Td>
        {block && (
          <span className={oversized > 0 ? classes.large : undefined}>
            {oversized > 0 && <IconAlertTriangle size={16} aria-hidden="true" />}
            {t('block', { size: number(block.size), common: wordsOf(block) })}
          </span>
        )}
      </Table.Td>
      <Table.Td className={classes.actions}>
        {isGone && <Badge color="gray">{t('gone')}</Badge>}
        {!isGone && isRedundant && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconMinus size={14} aria-hidden="true" />}
            disabled={!model.canRemove}
            title={t('redundant')}
            aria-label={t('removeRule', { rule: name })}
            onClick={() => model.remove(rule, name)}
          >
            {t('remove')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** The largest blocks of a rule, in the inspector. */
function Blocks({ entity, advice }: { readonly entity: string; readonly advice: RuleAdviceView }) {
  const { t } = useTranslation('blocking');
  const { number } = useFormat();
  const wordsOf = useBlockWords(entity);
  const { blocks, oversized, pairs, pairsUncut, largest, matches, isRedundant, onlyMatches, isExact } =
    advice;
  return (
    <>
      <p>
        {t('blocks', { count: blocks, formatted: number(blocks) })}{' '}
        {oversized > 0 &&
          t('oversized', {
            count: oversized,
            formatted: number(oversized),
            uncut: number(pairsUncut),
            pairs: number(pairs),
          })}
      </p>
      <p>
        {t('found', { count: matches, formatted: number(matches) })} {isRedundant && t('redundant')}{' '}
        {!isExact && t('sampled', { most: number(onlyMatches.atMost) })}
      </p>
      <h3 className={classes.sub}>{t('largestBlocks')}</h3>
      <ul className={classes.blocks}>
        {largest.map((block, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two blocks may read the same
          <li key={at}>{t('block', { size: number(block.size), common: wordsOf(block) })}</li>
        ))}
      </ul>
    </>
  );
}
