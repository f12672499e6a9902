import { IconCircleCheckFilled, IconCircleDashed, IconCircleDotFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '../api/queries.ts';
import { useProject } from '../app/session.ts';
import { GUIDE_STEPS, type GuideStep, stepsDone } from './guide-steps.ts';
import classes from './workspace.module.css';

/** The whole job in five steps; with a project open, each says whether it is done and opens its page. */
export function Guide() {
  const { t } = useTranslation('workspace');
  const project = useProject();
  const { data } = useQuery({ ...api.overview.get.queryOptions(), enabled: project !== null });
  const done = stepsDone(project ? data : undefined);
  const next = project && data ? GUIDE_STEPS.find(({ name }) => !done.has(name))?.name : undefined;
  return (
    <section aria-labelledby="guide">
      <h2 id="guide" className={classes.heading}>
        {t('guide.title')}
      </h2>
      <ol className={classes.guide}>
        {GUIDE_STEPS.map((step, index) => (
          <Step
            key={step.name}
            step={step}
            number={index + 1}
            state={done.has(step.name) ? 'done' : step.name === next ? 'next' : 'later'}
            isLinked={project !== null}
          />
        ))}
      </ol>
    </section>
  );
}

interface StepProps {
  readonly step: GuideStep;
  readonly number: number;
  readonly state: 'done' | 'next' | 'later';
  readonly isLinked: boolean;
}

const MARKS = { done: IconCircleCheckFilled, next: IconCircleDotFilled, later: IconCircleDashed };

function Step({ step, number, state, isLinked }: StepProps) {
  const { t } = useTranslation('workspace');
  const Mark = MARKS[state];
  const title = t(`guide.${step.name}.title`);
  return (
    <li className={classes.step} data-state={state}>
      <span className={classes.stepHead}>
        <Mark size={16} aria-hidden="true" />
        <span>{t('guide.step', { number })}</span>
        {isLinked && <span className={classes.stepState}>{t(`guide.state.${state}`)}</span>}
      </span>
      {isLinked ? (
        <Link href={step.path} className={classes.stepTitle}>
          {title}
        </Link>
      ) : (
        <span className={classes.stepTitle}>{title}</span>
      )}
      <span className={classes.stepText}>{t(`guide.${step.name}.text`)}</span>
    </li>
  );
}
