import { ActionIcon, Button, Menu, Table } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Attribute } from '../../../shared/model/canonical.ts';
import { useModelWords } from '../../app/model.ts';
import { EmptyState } from '../../ui/states.tsx';
import { Term } from '../../ui/term.tsx';
import { useMatchWords } from '../match-words.ts';
import { Weight } from '../weight.tsx';
import { comparisonPart, freshComparison, type PartName, problemsAt, useEditing } from './editing.ts';
import { addComparison, removeComparison } from './edits.ts';
import classes from './model.module.css';
import { bitsOf } from './numbers.ts';
import { Part } from './part.tsx';
import { Problems } from './problems.tsx';

/** All comparisons of the model, each with the most it can say for a match and against one. */
export function ComparisonsPart({ onGo }: { readonly onGo: (part: PartName) => void }) {
  const { t } = useTranslation(['match-model', 'match']);
  const { entity, model, problems, isReadOnly, edit } = useEditing();
  const words = useMatchWords(entity, []);
  const { attribute } = useModelWords();
  return (
    <Part title={<Term name="comparison">{t('part.comparisons')}</Term>} help={t('comparisons.help')}>
      {model.comparisons.length === 0 ? (
        <EmptyState>{t('comparisons.none')}</EmptyState>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('comparisons.name')}</Table.Th>
              <Table.Th>{t('comparisons.attributes')}</Table.Th>
              <Table.Th>{t('comparisons.comparator')}</Table.Th>
              <Table.Th className={classes.number}>{t('comparisons.mostFor')}</Table.Th>
              <Table.Th className={classes.number}>{t('comparisons.mostAgainst')}</Table.Th>
              <Table.Th>
                <span className="o-sr">{t('comparisons.actions')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {model.comparisons.map(({ name, attributes, comparator, levels }, index) => {
              const weights = levels.map(bitsOf);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a comparison is known by its place
                <Table.Tr key={index}>
                  <Table.Td>
                    <button
                      type="button"
                      className={classes.link}
                      onClick={() => onGo(comparisonPart(index))}
                    >
                      {words.comparison(name)}
                    </button>
                  </Table.Td>
                  <Table.Td className={classes.quiet}>
                    {attributes.map((one) => attribute(entity, one)).join(', ')}
                  </Table.Td>
                  <Table.Td className={classes.quiet}>
                    {t(`match:comparator.${comparator}`, { defaultValue: comparator })}
                  </Table.Td>
                  <Table.Td className={classes.number}>
                    {weights.length > 0 && <Weight bits={Math.max(...weights)} />}
                  </Table.Td>
                  <Table.Td className={classes.number}>
                    {weights.length > 0 && <Weight bits={Math.min(...weights)} />}
                  </Table.Td>
                  <Table.Td className={classes.rowActions}>
                    <ActionIcon
                      aria-label={t('comparisons.remove', { comparison: words.comparison(name) })}
                      disabled={isReadOnly}
                      onClick={() =>
                        edit(t('undo.removeComparison', { name: words.comparison(name) }), (now) =>
                          removeComparison(now, index),
                        )
                      }
                    >
                      <IconTrash size={16} aria-hidden="true" />
                    </ActionIcon>
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      )}
      <Problems problems={problemsAt(problems, ['comparisons'])} />
      <AddComparison onGo={onGo} />
    </Part>
  );
}

/** Attributes that can be compared; first those that nothing compares yet. */
function AddComparison({ onGo }: { readonly onGo: (part: PartName) => void }) {
  const { t } = useTranslation('match-model');
  const { entity, model, attributes, comparators, isReadOnly, edit } = useEditing();
  const words = useModelWords();
  const used = new Set(model.comparisons.flatMap((one) => one.attributes));
  const fresh = attributes.flatMap((attribute) => {
    const comparison = freshComparison(attribute, comparators);
    return comparison ? [{ attribute, comparison }] : [];
  });
  const groups = [
    { name: 'unused', items: fresh.filter(({ attribute }) => !used.has(attribute.name)) },
    { name: 'used', items: fresh.filter(({ attribute }) => used.has(attribute.name)) },
  ] as const;
  const labelOf = ({ name }: Attribute): string => words.attribute(entity, name);
  const add = ({ attribute, comparison }: (typeof fresh)[number]) => {
    edit(t('undo.addComparison', { name: labelOf(attribute) }), (now) => addComparison(now, comparison));
    onGo(comparisonPart(model.comparisons.length));
  };
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          className={classes.add}
          disabled={isReadOnly || fresh.length === 0}
          leftSection={<IconPlus size={16} aria-hidden="true" />}
        >
          {t('comparisons.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {groups.map(
          ({ name, items }) =>
            items.length > 0 && (
              <div key={name}>
                <Menu.Label>{t(`comparisons.${name}`)}</Menu.Label>
                {items.map((item) => (
                  <Menu.Item key={item.attribute.name} onClick={() => add(item)}>
                    {labelOf(item.attribute)}
                  </Menu.Item>
                ))}
              </div>
            ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
