import { useTranslation } from 'react-i18next';
import type { SplinkNoteView } from '../../../shared/contract/match-model.ts';
import classes from './model.module.css';

/** What the exchange with Splink could not carry over as it is, item by item. */
export function SplinkNotes({ notes }: { readonly notes: readonly SplinkNoteView[] }) {
  const { t } = useTranslation('match-model');
  if (notes.length === 0) return <p className={classes.help}>{t('splink.everything')}</p>;
  return (
    <section aria-label={t('splink.notes')}>
      <h3 className={classes.subhead}>{t('splink.noteCount', { count: notes.length })}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
      <ul className={classes.notes} tabIndex={0}>
        {notes.map(({ code, ...values }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list does not change
          <li key={index}>{t(`note.${code}`, values)}</li>
        ))}
      </ul>
    </section>
  );
}
