import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { useRoving } from '../../ui/roving.ts';
import { useMatchWords } from '../match-words.ts';
import { comparisonPart, lookalikePart, type PartName, partOf, useEditing } from './editing.ts';
import { useLookalikeName } from './lookalike-name.ts';
import classes from './model.module.css';

interface OutlineProps {
  readonly part: PartName;
  readonly onGo: (part: PartName) => void;
}

interface Line {
  readonly part: PartName;
  readonly label: string;
  readonly isInner?: boolean;
  readonly count?: number;
}

/** The parts of the model, with what is wrong in each; one stop of Tab, arrows go through them. */
export function Outline({ part, onGo }: OutlineProps) {
  const { t } = useTranslation('match-model');
  const { number } = useFormat();
  const { entity, model, problems } = useEditing();
  const words = useMatchWords(entity, []);
  const nameOf = useLookalikeName();
  const { ref, onKeyDown } = useRoving<HTMLElement>('button');
  const lines: readonly Line[] = [
    { part: 'rules', label: t('part.rules'), count: model.blockingRules.length },
    { part: 'comparisons', label: t('part.comparisons'), count: model.comparisons.length },
    ...model.comparisons.map(({ name }, index) => ({
      part: comparisonPart(index),
      label: words.comparison(name),
      isInner: true,
    })),
    { part: 'lookalikes', label: t('part.lookalikes'), count: model.lookalikes.length },
    ...model.lookalikes.map(({ name }, index) => ({
      part: lookalikePart(index),
      label: nameOf(name),
      isInner: true,
    })),
    { part: 'decision', label: t('part.decision') },
    { part: 'versions', label: t('part.versions') },
  ];
  return (
    <nav className={classes.outline} aria-label={t('outline')} ref={ref} onKeyDown={onKeyDown}>
      {lines.map((line) => {
        const wrong = problems.filter(({ path }) => partOf(path) === line.part).length;
        return (
          <button
            key={line.part}
            type="button"
            className={line.isInner ? classes.innerLine : classes.line}
            aria-current={line.part === part ? 'true' : undefined}
            onClick={() => onGo(line.part)}
          >
            <span className={classes.lineLabel} title={line.label}>
              {line.label}
            </span>
            {wrong > 0 && (
              <span className={classes.wrong}>
                <IconAlertTriangle size={14} aria-hidden="true" />
                <span className="o-sr">{t('problems.count', { count: wrong })}</span>
              </span>
            )}
            {line.count !== undefined && <span className={classes.rank}>{number(line.count)}</span>}
          </button>
        );
      })}
    </nav>
  );
}
