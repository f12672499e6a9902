import { Badge, Button, Table, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AdviceView, RuleProposalView } from '../../../shared/contract/match-advice.ts';
import { useFormat } from '../../ui/format.ts';
import match from '../match.module.css';
import { useMatchWords } from '../match-words.ts';
import type { ShownPair } from '../pair-inspector.tsx';
import { useBlockWords } from './block-words.ts';
import classes from './blocking.module.css';
import type { ModelRules } from './use-rules.ts';

/** Examples named of each. */
const SHOWN = 3;

interface ProposalsProps {
  readonly entity: string;
  readonly advice: AdviceView;
  readonly model: ModelRules;
  readonly shown: ShownPair | null;
  readonly onShow: (pair: ShownPair) => void;
}

/** Rules that would find matches the present ones miss, the most worthwhile first, with pairs to judge them by. */
export function Proposals({ entity, advice, model, shown, onShow }: ProposalsProps) {
  const { t } = useTranslation('blocking');
  const { number } = useFormat();
  const { proposals, tried } = advice;
  return (
    <section className={match.listCard} aria-labelledby="blocking-proposals">
      <h2 id="blocking-proposals">{t('proposals')}</h2>
      {proposals.length === 0 ? (
        <p className={`${match.help} ${match.inset}`}>
          {t('noProposal', { count: tried, formatted: number(tried) })}
        </p>
      ) : (
        <>
          <Table.ScrollContainer minWidth={680} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
            <Table>
              <Table.Thead className={classes.heads}>
                <Table.Tr>
                  <Table.Th>{t('rule')}</Table.Th>
                  <Table.Th className={match.right}>{t('morePairs')}</Table.Th>
                  <Table.Th className={match.right}>{t('adds')}</Table.Th>
                  <Table.Th className={match.right}>{t('beyond')}</Table.Th>
                  <Table.Th>{t('examples')}</Table.Th>
                  <Table.Th>
                    <span className="o-sr">{t('action')}</span>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {proposals.map((one) => (
                  <ProposalRow
                    key={one.rule.name}
                    entity={entity}
                    proposal={one}
                    model={model}
                    shown={shown}
                    onShow={onShow}
                  />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <p className={`${match.help} ${match.inset}`}>
            {t('proposalsHelp', { count: tried, formatted: number(tried) })}
          </p>
        </>
      )}
    </section>
  );
}

interface ProposalRowProps {
  readonly entity: string;
  readonly proposal: RuleProposalView;
  readonly model: ModelRules;
  readonly shown: ShownPair | null;
  readonly onShow: (pair: ShownPair) => void;
}

function ProposalRow({ entity, proposal, model, shown, onShow }: ProposalRowProps) {
  const { t } = useTranslation('blocking');
  const { number } = useFormat();
  const wordsOf = useBlockWords(entity);
  const { rule, newPairs, adds, sure, beyond, isExact, examples, largest } = proposal;
  const name = useMatchWords(entity, [rule]).rule(rule.name);
  const isAdded = model.has(rule);
  return (
    <Table.Tr className={classes.row}>
      <Table.Td
        className={classes.rule}
        title={t('largestIs', { size: number(largest.size), common: wordsOf(largest) })}
      >
        {name}
      </Table.Td>
      <Table.Td className={`${match.right} o-num`}>{number(newPairs)}</Table.Td>
      <Table.Td className={`${match.right} o-num`}>
        {isExact ? number(adds.about) : t('atMost', { about: number(adds.about), most: number(adds.atMost) })}
        <div className={classes.quiet}>{t('sure', { count: sure, formatted: number(sure) })}</div>
      </Table.Td>
      <Table.Td className={`${match.right} o-num`}>{number(beyond)}</Table.Td>
      <Table.Td>
        <ul className={classes.examples}>
          {examples.slice(0, SHOWN).map((pair) => (
            <li key={`${pair.leftId},${pair.rightId}`}>
              <UnstyledButton
                className={`${match.openPair} ${classes.example}`}
                title={pair.label}
                aria-pressed={shown?.leftId === pair.leftId && shown.rightId === pair.rightId}
                onClick={() => onShow(pair)}
              >
                {pair.label}
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </Table.Td>
      <Table.Td className={classes.actions}>
        {isAdded ? (
          <Badge color="green">{t('isAdded')}</Badge>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden="true" />}
            disabled={!model.canAdd}
            aria-label={t('addRule', { rule: name })}
            onClick={() => model.add(rule, name)}
          >
            {t('add')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
