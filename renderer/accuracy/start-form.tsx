import { Button, NumberInput } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { SAMPLE } from '../../shared/contract/accuracy.ts';
import { toUserError } from '../api/errors.ts';
import { useReadOnly } from '../app/session.ts';
import { notify } from '../app/undo.ts';
import { useFormat } from '../ui/format.ts';
import { ErrorState } from '../ui/states.tsx';
import classes from './accuracy.module.css';
import { useStart } from './samples.ts';

interface StartFormProps {
  readonly entity: string;
  /** There is a sample already: the button then says that another one is drawn, and is the quieter one. */
  readonly isAnother: boolean;
}

/** How many pairs, and the button that draws them and opens the desk. */
export function StartForm({ entity, isAnother }: StartFormProps) {
  const { t } = useTranslation('accuracy');
  const { number } = useFormat();
  const isReadOnly = useReadOnly();
  const [, navigate] = useLocation();
  const [size, setSize] = useState<number>(SAMPLE.usual);
  const start = useStart(entity);
  const isWrong = size < SAMPLE.least || size > SAMPLE.most;
  const draw = async () => {
    const sample = await start.mutateAsync(size);
    if (sample.size < sample.asked)
      notify(t('fewer', { size: number(sample.size), asked: number(sample.asked) }), 'blue');
    navigate(`/accuracy/${entity}`);
  };
  return (
    <>
      <form
        className={classes.start}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWrong && !isReadOnly && !start.isPending) void draw().catch(() => undefined);
        }}
      >
        <NumberInput
          label={t('size')}
          className={classes.size}
          value={size}
          min={SAMPLE.least}
          max={SAMPLE.most}
          step={20}
          allowDecimal={false}
          clampBehavior="none"
          disabled={isReadOnly}
          error={
            isWrong ? t('sizeRange', { least: number(SAMPLE.least), most: number(SAMPLE.most) }) : undefined
          }
          onChange={(next) => setSize(typeof next === 'number' ? next : 0)}
        />
        <Button
          type="submit"
          variant={isAnother ? 'default' : 'filled'}
          className={classes.startButton}
          leftSection={<IconTargetArrow size={16} aria-hidden="true" />}
          loading={start.isPending}
          disabled={isReadOnly || isWrong}
        >
          {isAnother ? t('startAnother') : t('start')}
        </Button>
      </form>
      {start.isError && <ErrorState error={toUserError(start.error)} />}
    </>
  );
}
