import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMatchWords } from '../match-words.ts';
import { type ModelProblem, type PartName, partOf, useEditing } from './editing.ts';
import { useLookalikeName } from './lookalike-name.ts';
import classes from './model.module.css';

/** What is wrong, in the reader's language where it has words for the code. */
export function useProblemWords(): (problem: ModelProblem) => { message: string; next: string } {
  const { t } = useTranslation('engine');
  const { entity, model } = useEditing();
  const names = useMatchWords(entity, model.blockingRules);
  const nameOf = useLookalikeName();
  const inWords = (where: ModelProblem['where']) => ({
    ...where,
    ...(typeof where?.comparison === 'string' && { comparison: names.comparison(where.comparison) }),
    ...(typeof where?.level === 'string' && { level: names.level(where.level) }),
    ...(typeof where?.rule === 'string' && { rule: names.rule(where.rule) }),
    ...(typeof where?.lookalike === 'string' && { lookalike: nameOf(where.lookalike) }),
  });
  return ({ code, where, ...words }) => {
    const say = (part: 'message' | 'next') =>
      t(`${code}.${part}`, { ...inWords(where), defaultValue: words[part] });
    return { message: say('message'), next: say('next') };
  };
}

/** Said under a field: everything wrong at its place; undefined where nothing is. */
export function useFieldError(): (problems: readonly ModelProblem[]) => string | undefined {
  const words = useProblemWords();
  return (problems) =>
    problems.length === 0 ? undefined : problems.map((one) => words(one).message).join(' ');
}

/** What is wrong with what stands above, and what to do about it. */
export function Problems({ problems }: { readonly problems: readonly ModelProblem[] }) {
  const words = useProblemWords();
  if (problems.length === 0) return null;
  return (
    <ul className={classes.problems}>
      {problems.map((problem) => {
        const { message, next } = words(problem);
        return (
          <li key={`${problem.path.join('.')} ${problem.message}`}>
            <IconAlertTriangle size={16} aria-hidden="true" />
            <span>
              {message} {next}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Shown at once; the others are counted. */
const SHOWN = 4;

interface ProblemSummaryProps {
  readonly problems: readonly ModelProblem[];
  readonly onGo: (part: PartName) => void;
}

/** Everything that keeps the model from being saved, each leading to where it is put right. */
export function ProblemSummary({ problems, onGo }: ProblemSummaryProps) {
  const { t } = useTranslation('match-model');
  const words = useProblemWords();
  const more = problems.length - SHOWN;
  return (
    <section className={classes.summary} aria-label={t('problems.title')} aria-live="polite">
      {problems.length > 0 && (
        <>
          <h2>{t('problems.found', { count: problems.length })}</h2>
          <ul>
            {problems.slice(0, SHOWN).map((problem) => (
              <li key={`${problem.path.join('.')} ${problem.message}`}>
                <button type="button" className={classes.link} onClick={() => onGo(partOf(problem.path))}>
                  {words(problem).message}
                </button>
              </li>
            ))}
          </ul>
          {more > 0 && <p>{t('problems.more', { count: more })}</p>}
        </>
      )}
    </section>
  );
}
