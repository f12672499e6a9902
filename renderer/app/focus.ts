import { type RefObject, useEffect } from 'react';

/** What is gone through from its first control again when a part of it goes. */
const GROUPS = 'tbody, ul, ol, fieldset, form';
/** Where work is done; not the frame around it. */
const PLACES = 'main, aside, [role="dialog"]';
const REACHABLE =
  'button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]';

/**
 * What had the focus may go: a removed row, a form that gave way to its result, a dialog whose button is gone. The
 * focus then stays near, in the list or form it was in, else on the page: Tab never starts again from the window.
 */
export function useKeptFocus(main: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let last: Element | null = null;
    let above: readonly Element[] = [];
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return;
      last = target;
      above = ancestorsOf(target);
    };
    const keep = () => {
      if (last === null || last.isConnected || document.activeElement !== document.body) return;
      const left = above.filter(({ isConnected }) => isConnected);
      const place = left.find((one) => one.matches(PLACES));
      const group = left.find((one) => one.matches(GROUPS) && place?.contains(one)) ?? dialogOf(place);
      const next = [...(group?.querySelectorAll<HTMLElement>(REACHABLE) ?? [])].find(isReached);
      last = null;
      (next ?? main.current)?.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(keep);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', remember);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
    };
  }, [main]);
}

/** A dialog that is still there keeps the focus, whatever went in it. */
const dialogOf = (place: Element | undefined): Element | undefined =>
  place?.matches('[role="dialog"]') ? place : undefined;

const isReached = (element: HTMLElement): boolean => element.tabIndex >= 0 && element.offsetParent !== null;

function ancestorsOf(element: Element): readonly Element[] {
  const found: Element[] = [];
  for (let one = element.parentElement; one; one = one.parentElement) found.push(one);
  return found;
}
