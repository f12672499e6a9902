import type { Behind } from '../../shared/contract/overview.ts';

/** Where the records behind a figure are shown. */
export const addressOf = (behind: Behind): string =>
  `/records?${new URLSearchParams(Object.entries(behind).map(([name, value]) => [name, value]))}`;

/** The figure that an address asks for; undefined: it asks for none. */
export function behindOf(search: string): Behind | undefined {
  const asked = Object.fromEntries(new URLSearchParams(search));
  const { figure, code, entity, attribute, source } = asked;
  if (figure === 'issue' && code) return { figure, code };
  if (figure === 'blank' && entity && attribute && source) return { figure, entity, attribute, source };
  return figure === 'unlinked' ? { figure } : undefined;
}
