import { type ComponentType, useEffect, useState } from 'react';
import { LoadingState } from '../ui/states.tsx';
import classes from './app.module.css';

/** A page, and how to fetch its code before it is shown. */
export interface FetchedPage {
  readonly Page: ComponentType;
  fetch(): Promise<unknown>;
}

/**
 * A page whose code is fetched when it is first shown, unless it was before. Not with `lazy` of React, which keeps a
 * placeholder it has shown for 300 ms. What cannot be fetched is thrown for {@link PageBoundary}.
 */
export function fetchedPage(load: () => Promise<{ default: ComponentType }>): FetchedPage {
  let known: ComponentType | undefined;
  const fetch = async (): Promise<ComponentType> => {
    known ??= (await load()).default;
    return known;
  };
  function Page() {
    const [Shown, setShown] = useState(() => known);
    const [fault, setFault] = useState<{ error: unknown }>();
    useEffect(() => {
      if (!Shown)
        fetch().then(
          (page) => setShown(() => page),
          (error: unknown) => setFault({ error }),
        );
    }, [Shown]);
    if (fault) throw fault.error;
    return Shown ? <Shown /> : <PageLoading />;
  }
  return { Page, fetch };
}

/** Before there is a page, with its margins. */
export function PageLoading() {
  return (
    <div className={classes.fault}>
      <LoadingState />
    </div>
  );
}
