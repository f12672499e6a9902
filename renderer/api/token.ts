const STORED = 'orfevre.token';

/**
 * The token of this start of the server: given once in the address (`#token=…`), kept for the tab, taken out of the
 * address bar so that it is neither seen nor bookmarked.
 */
export function takeToken(): string {
  const given = /^#token=([^&]+)/.exec(window.location.hash)?.[1];
  if (given !== undefined) {
    window.sessionStorage.setItem(STORED, decodeURIComponent(given));
    window.history.replaceState(null, '', `${window.location.pathname}#/`);
  }
  return window.sessionStorage.getItem(STORED) ?? '';
}
