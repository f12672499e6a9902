import { Button, Title } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SampleDialog } from './sample-dialog.tsx';
import classes from './workspace.module.css';

/** The sample project: large on first start, one line later. */
export function Welcome({ isFirstStart }: { readonly isFirstStart: boolean }) {
  const { t } = useTranslation('workspace');
  const [opened, setOpened] = useState(false);
  return (
    <section className={isFirstStart ? classes.welcome : classes.card} aria-labelledby="welcome">
      <div className={classes.cardText}>
        <Title order={2} id="welcome">
          {isFirstStart ? t('welcome.title') : t('sample.title')}
        </Title>
        <p className={classes.lead}>{isFirstStart ? t('welcome.text') : t('sample.text')}</p>
      </div>
      <Button
        variant={isFirstStart ? 'filled' : 'default'}
        leftSection={<IconSparkles size={16} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        {t('sample.try')}
      </Button>
      {opened && <SampleDialog onClose={() => setOpened(false)} />}
    </section>
  );
}
