import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './workspace.module.css';

interface SectionProps {
  readonly id: string;
  readonly title: ReactNode;
  readonly text?: string;
  readonly children: ReactNode;
}

/** A titled part of the settings. */
export function Section({ id, title, text, children }: SectionProps) {
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div>
        <Title order={2} id={id}>
          {title}
        </Title>
        {text && <Text c="dimmed">{text}</Text>}
      </div>
      <div className={classes.sectionBody}>{children}</div>
    </section>
  );
}
