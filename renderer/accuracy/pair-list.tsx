import { Anchor, Button, SegmentedControl, Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { LabelledPair } from '../../shared/contract/accuracy.ts';
import { useBits } from '../review/bits.ts';
import { useFormat } from '../ui/format.ts';
import { Blank } from '../ui/value.tsx';
import classes from './accuracy.module.css';

const LISTS = ['wrong', 'missed', 'all'] as const;
type List = (typeof LISTS)[number];

/** Rows shown before more are asked for. */
const PAGE = 100;

/** The labelled pairs with what the matching made of them: first those merged that are different, and those missed. */
export function PairList({ pairs }: { readonly pairs: readonly LabelledPair[] }) {
  const { t } = useTranslation('accuracy');
  const { number } = useFormat();
  const in_ = (list: List) => (list === 'all' ? pairs : pairs.filter(({ outcome }) => outcome === list));
  const [list, setList] = useState<List>(() => LISTS.find((one) => in_(one).length > 0) ?? 'all');
  const [shown, setShown] = useState(PAGE);
  const listed = in_(list);
  return (
    <>
      <SegmentedControl
        aria-label={t('lists.label')}
        value={list}
        onChange={(next) => {
          setList(LISTS.find((one) => one === next) ?? 'all');
          setShown(PAGE);
        }}
        data={LISTS.map((one) => ({
          value: one,
          label: t(`lists.${one}`, { count: in_(one).length, pairs: number(in_(one).length) }),
        }))}
      />
      {listed.length === 0 ? (
        <p className={classes.help}>{t(`lists.none.${list}`)}</p>
      ) : (
        <Table.ScrollContainer minWidth={720} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('pair.left')}</Table.Th>
                <Table.Th>{t('pair.right')}</Table.Th>
                <Table.Th>{t('pair.answer')}</Table.Th>
                <Table.Th>{t('pair.outcome')}</Table.Th>
                <Table.Th className={classes.right}>{t('pair.weight')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {listed.slice(0, shown).map((pair) => (
                <PairRow key={pair.pair} pair={pair} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {listed.length > shown && (
        <Button variant="default" onClick={() => setShown((before) => before + PAGE)}>
          {t('lists.more', { count: listed.length - shown, pairs: number(listed.length - shown) })}
        </Button>
      )}
    </>
  );
}

function PairRow({ pair }: { readonly pair: LabelledPair }) {
  const { t } = useTranslation('accuracy');
  const bits = useBits();
  return (
    <Table.Tr>
      <Table.Td>
        <Side side={pair.left} />
      </Table.Td>
      <Table.Td>
        <Side side={pair.right} />
      </Table.Td>
      <Table.Td>{t(`answer.${pair.answer}`)}</Table.Td>
      <Table.Td data-outcome={pair.outcome} className={classes.outcome}>
        {t(`outcome.${pair.outcome ?? 'unsure'}`)}
      </Table.Td>
      <Table.Td className={`${classes.right} o-num`}>
        {pair.weight === null ? <Blank /> : bits(pair.weight)}
      </Table.Td>
    </Table.Tr>
  );
}

function Side({ side }: { readonly side: LabelledPair['left'] }) {
  const from = `${side.source} ${side.key}`;
  return (
    <>
      {side.goldenId === null ? (
        <span dir="auto">{side.label}</span>
      ) : (
        <Anchor component={Link} href={`/golden-record/${encodeURIComponent(side.goldenId)}`} dir="auto">
          {side.label}
        </Anchor>
      )}{' '}
      <span className={classes.from}>{from}</span>
    </>
  );
}
