import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import classes from './ui.module.css';

interface PageProps {
  readonly title: string;
  /** One line under the title: what this page is about, or its figures. */
  readonly subtitle?: ReactNode;
  /** The one primary action, and quieter ones before it. */
  readonly action?: ReactNode;
  /** Parts of the page that are addresses of their own. */
  readonly tabs?: ReactNode;
  readonly filters?: ReactNode;
  /** `fill`: the body takes the height left, as grids want; `scroll` (default): it grows and scrolls. */
  readonly body?: 'fill' | 'scroll';
  readonly children: ReactNode;
}

/** The frame of every page: title, one primary action, tabs, filters, body. */
export function Page({ title, subtitle, action, tabs, filters, body = 'scroll', children }: PageProps) {
  useEffect(() => {
    document.title = `${title} – Orfèvre`;
  }, [title]);
  return (
    <div className={classes.page}>
      <header className={classes.pageHead}>
        <div className={classes.pageTitle}>
          <Title order={1}>{title}</Title>
          {subtitle && <div className={classes.subtitle}>{subtitle}</div>}
        </div>
        {action && <div className={classes.pageAction}>{action}</div>}
      </header>
      {tabs}
      {filters && <div className={classes.filters}>{filters}</div>}
      <div className={body === 'fill' ? classes.fill : classes.scroll}>{children}</div>
    </div>
  );
}
