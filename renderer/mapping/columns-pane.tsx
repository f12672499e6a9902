import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconCheck, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceMapping } from '../../shared/model/mapping.ts';
import type { ColumnProfile } from '../../shared/model/source.ts';
import { useFormat } from '../ui/format.ts';
import { useRoving } from '../ui/roving.ts';
import { Value } from '../ui/value.tsx';
import classes from './mapping.module.css';

/** More columns than this are looked for by name. */
const FEW = 12;

/** Without case and accents. */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

interface ColumnsPaneProps {
  readonly columns: readonly string[];
  readonly profiles: readonly ColumnProfile[];
  readonly mapping: SourceMapping;
  readonly onAdd: (column: string) => void;
}

/** Columns shown at first, and more each time. */
const SHOWN = 200;

/** The columns of the source with what they hold; those no rule reads can be given one. */
export function ColumnsPane({ columns, profiles, mapping, onAdd }: ColumnsPaneProps) {
  const { t } = useTranslation(['mapping', 'sources']);
  const [sought, setSought] = useState('');
  const [most, setMost] = useState(SHOWN);
  const wanted = folded(sought);
  const found = columns.filter((column) => folded(column).includes(wanted));
  const shown = found.slice(0, most);
  const roving = useRoving<HTMLUListElement>('button');
  const read = new Set(mapping.rules.flatMap(({ from }) => from));
  return (
    <section className={classes.columns} aria-label={t('columns.title')}>
      <h2 className={classes.paneTitle}>
        {t('columns.mapped', {
          count: columns.length,
          mapped: columns.filter((one) => read.has(one)).length,
        })}
      </h2>
      {columns.length > FEW && (
        <TextInput
          className={classes.columnFilter}
          aria-label={t('columns.filter')}
          placeholder={t('columns.filter')}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
      )}
      {shown.length === 0 && <p className={classes.inset}>{t('columns.none')}</p>}
      <ul
        ref={roving.ref}
        className={classes.columnList}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
        tabIndex={0}
        onKeyDown={roving.onKeyDown}
        aria-label={t('columns.title')}
      >
        {shown.map((column) => (
          <li key={column} className={classes.column}>
            <ColumnText column={column} profile={profiles.find((one) => one.column === column)} />
            {read.has(column) ? (
              <span className={classes.isMapped} title={t('columns.isMapped')}>
                <IconCheck size={16} aria-hidden="true" />
                <span className="o-sr">{t('columns.isMapped')}</span>
              </span>
            ) : (
              <ActionIcon aria-label={t('columns.map', { column })} onClick={() => onAdd(column)}>
                <IconPlus size={16} aria-hidden="true" />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {found.length > most && (
        <Button variant="subtle" color="gray" onClick={() => setMost(most + SHOWN)}>
          {t('sources:more')}
        </Button>
      )}
    </section>
  );
}

interface ColumnTextProps {
  readonly column: string;
  readonly profile: ColumnProfile | undefined;
}

function ColumnText({ column, profile }: ColumnTextProps) {
  const { t } = useTranslation(['mapping', 'sources']);
  const { percent, number } = useFormat();
  const share = profile && profile.rows > 0 ? profile.filled / profile.rows : 0;
  return (
    <div className={classes.columnText}>
      <b title={column}>
        <bdi>{column}</bdi>
      </b>
      {profile && (
        <>
          <small className={classes.muted}>
            {t('columns.figures', {
              filled: percent(share),
              count: profile.distinct,
              distinct: number(profile.distinct),
              type: t(`sources:type.${profile.typeGuess}`),
            })}
          </small>
          <span className={classes.samples}>
            {profile.samples.slice(0, 3).map((sample) => (
              <Value key={sample} kind="raw" value={sample} />
            ))}
          </span>
        </>
      )}
    </div>
  );
}
