import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TrainingView } from '../../../shared/contract/match-training.ts';
import { useFormat } from '../../ui/format.ts';
import { Term } from '../../ui/term.tsx';
import match from '../match.module.css';
import { useMatchWords } from '../match-words.ts';

interface LookalikesProps {
  readonly entity: string;
  readonly lookalikes: TrainingView['lookalikes'];
}

/** The classes of pairs that resemble matches: how many there are, and what they share more than chance. */
export function Lookalikes({ entity, lookalikes }: LookalikesProps) {
  const { t } = useTranslation(['training', 'review']);
  const { probability, percent } = useFormat();
  const words = useMatchWords(entity, []);
  if (lookalikes.length === 0) return null;
  const after = (value: string, before: string | null) =>
    before === null || before === value ? value : t('fromTo', { from: before, to: value });
  return (
    <section className={match.listCard} aria-labelledby="training-lookalikes">
      <h2 id="training-lookalikes">
        <Term name="lookalike">{t('lookalikes')}</Term>
      </h2>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('lookalike')}</Table.Th>
            <Table.Th className={match.right}>{t('ratio')}</Table.Th>
            <Table.Th>{t('shares')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lookalikes.map(({ name, ratio, startRatio, comparisons }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">{t(`review:lookalike.${name}`, { defaultValue: name })}</Table.Th>
              <Table.Td className={`${match.right} o-num`}>
                {after(probability(ratio), startRatio === null ? null : probability(startRatio))}
              </Table.Td>
              <Table.Td>
                {comparisons
                  .map(({ comparison, share, startShare }) =>
                    t('share', {
                      comparison: words.comparison(comparison),
                      share: after(percent(share), startShare === null ? null : percent(startShare)),
                    }),
                  )
                  .join(' · ')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <p className={`${match.help} ${match.inset}`}>{t('lookalikesHelp')}</p>
    </section>
  );
}
