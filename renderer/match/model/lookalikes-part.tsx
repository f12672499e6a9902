import { ActionIcon, Button, Table } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { EmptyState } from '../../ui/states.tsx';
import { Term } from '../../ui/term.tsx';
import { useMatchWords } from '../match-words.ts';
import { lookalikePart, type PartName, useEditing } from './editing.ts';
import { addLookalike, removeLookalike } from './edits.ts';
import { useLookalikeName } from './lookalike-name.ts';
import classes from './model.module.css';
import { Part } from './part.tsx';

/** The classes of pairs that are no matches and yet agree on much. */
export function LookalikesPart({ onGo }: { readonly onGo: (part: PartName) => void }) {
  const { t } = useTranslation('match-model');
  const { number } = useFormat();
  const { entity, model, isReadOnly, edit } = useEditing();
  const words = useMatchWords(entity, []);
  const nameOf = useLookalikeName();
  const { lookalikes } = model;
  const add = () => {
    edit(t('undo.addLookalike'), (now) => addLookalike(now, t('lookalikes.newName')));
    onGo(lookalikePart(lookalikes.length));
  };
  return (
    <Part title={<Term name="lookalike">{t('part.lookalikes')}</Term>} help={t('lookalikes.help')}>
      {lookalikes.length === 0 ? (
        <EmptyState>{t('lookalikes.none')}</EmptyState>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('lookalikes.name')}</Table.Th>
              <Table.Th>{t('lookalikes.inCommon')}</Table.Th>
              <Table.Th className={classes.number}>{t('lookalikes.ratio')}</Table.Th>
              <Table.Th>
                <span className="o-sr">{t('comparisons.actions')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lookalikes.map(({ name, ratio, comparisons }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a class is known by its place
              <Table.Tr key={index}>
                <Table.Td>
                  <button type="button" className={classes.link} onClick={() => onGo(lookalikePart(index))}>
                    {nameOf(name)}
                  </button>
                </Table.Td>
                <Table.Td className={classes.quiet}>
                  {comparisons.map(({ comparison }) => words.comparison(comparison)).join(', ')}
                </Table.Td>
                <Table.Td className={`${classes.number} o-num`}>{number(ratio)}</Table.Td>
                <Table.Td className={classes.rowActions}>
                  <ActionIcon
                    aria-label={t('lookalikes.remove', { name: nameOf(name) })}
                    disabled={isReadOnly}
                    onClick={() =>
                      edit(t('undo.removeLookalike', { name: nameOf(name) }), (now) =>
                        removeLookalike(now, index),
                      )
                    }
                  >
                    <IconTrash size={16} aria-hidden="true" />
                  </ActionIcon>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Button
        variant="default"
        className={classes.add}
        disabled={isReadOnly}
        leftSection={<IconPlus size={16} aria-hidden="true" />}
        onClick={add}
      >
        {t('lookalikes.add')}
      </Button>
    </Part>
  );
}
