export { foldKey } from '../../../shared/kinds/fold.ts';

/** A lower-case word with its first letter as a capital; letters whose capital is two (ß, ᾀ) stay, so that case is stable. */
export function capitalise(lower: string): string {
  const [first = ''] = lower;
  const upper = first.toUpperCase();
  return ((upper.length === first.length ? upper : first) + lower.slice(first.length)).normalize('NFC');
}
