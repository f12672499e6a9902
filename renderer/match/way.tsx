import { useTranslation } from 'react-i18next';
import { useModelWords } from '../app/model.ts';
import { useFormat } from '../ui/format.ts';
import classes from './match.module.css';

/** How the last run went (WayTaken of the engine). */
export type WayTaken =
  | { readonly kind: 'full'; readonly reason: string; readonly entity: string | null }
  | { readonly kind: 'changes'; readonly came: number; readonly gone: number; readonly sinceFull: number };

/** Says whether everything was matched anew, and why, or only what changed. */
export function Way({ way }: { readonly way: WayTaken }) {
  const { t } = useTranslation('match');
  const { number, percent } = useFormat();
  const words = useModelWords();
  const text =
    way.kind === 'full'
      ? t(`way.full.${way.reason}`, { entity: way.entity === null ? '' : words.entity(way.entity) })
      : t('way.changes', {
          came: number(way.came),
          gone: number(way.gone),
          share: percent(way.sinceFull),
        });
  return <p className={classes.help}>{text}</p>;
}
