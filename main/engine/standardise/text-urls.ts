import { cleanText, isPlaceholderText } from './text.ts';
import { error, type Finding, info, NO_FINDINGS, type Standardised, warning } from './types.ts';

const MAX_LENGTH = 2_048;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const HOST = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/;
const HOST_LIKE = /^[^\s/?#@]+\.[^\s/?#@.]{2,}(?:[:/?#]|$)/;

/** A web address with its scheme, host in lower case (WHATWG URL); a bare host gets `https://`. Only http and https. */
export function standardiseUrl(raw: string): Standardised {
  const text = cleanText(raw).value.replace(/^<|>$/g, '');
  if (text === '') return { findings: NO_FINDINGS };
  if (text.length > MAX_LENGTH) return { findings: [error('url.invalid')] };
  const findings: Finding[] = [];
  const written = text.replace(/^(https?)[:;]?\/{0,2}(?=[^/:;])/i, (whole, scheme: string) => {
    const right = `${scheme}://`;
    if (whole !== right) findings.push(warning('url.repaired'));
    return right;
  });
  const withScheme = SCHEME.test(written) && !HOST_LIKE.test(written) ? written : schemed(written);
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || !HOST.test(url.hostname) || /\s/.test(text)) {
    return { findings: [isPlaceholderText(text) ? info('url.placeholder') : error('url.invalid')] };
  }
  const value =
    url.pathname === '/' && url.search === '' && url.hash === '' ? url.href.replace(/\/$/, '') : url.href;
  return { value, findings: findings.length === 0 ? NO_FINDINGS : findings };
}

const schemed = (text: string): string =>
  /^https?:\/\//i.test(text) ? text : `https://${text.replace(/^\/+/, '')}`;
