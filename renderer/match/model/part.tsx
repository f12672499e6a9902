import type { ReactNode } from 'react';
import classes from './model.module.css';

interface PartProps {
  readonly title: ReactNode;
  /** One sentence or two. */
  readonly help?: ReactNode;
  /** What is done with the part as a whole. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** One part of the model: its title, what it is for, and what it says. */
export function Part({ title, help, action, children }: PartProps) {
  return (
    <section className={classes.part}>
      <div className={classes.partHead}>
        <h2>{title}</h2>
        {action}
      </div>
      {help && <p className={classes.help}>{help}</p>}
      {children}
    </section>
  );
}
