/** Mailbox providers most people use, French first; the commonest first, so that ties go to them. */
export const COMMON_DOMAINS = (
  'gmail.com orange.fr hotmail.fr hotmail.com free.fr wanadoo.fr yahoo.fr outlook.fr sfr.fr laposte.net live.fr yahoo.com ' +
  'outlook.com icloud.com bbox.fr neuf.fr aol.com msn.com numericable.fr club-internet.fr me.com mac.com gmx.fr gmx.com ' +
  'gmx.de gmx.net web.de t-online.de aliceadsl.fr cegetel.net 9online.fr voila.fr noos.fr proton.me protonmail.com ' +
  'live.com ymail.com rocketmail.com googlemail.com hotmail.co.uk yahoo.co.uk outlook.de yahoo.de hotmail.de freenet.de ' +
  'hotmail.es yahoo.es outlook.es hotmail.it yahoo.it libero.it virgilio.it tiscali.it telenet.be skynet.be hotmail.be ' +
  'bluewin.ch hispeed.ch btinternet.com sky.com comcast.net verizon.net att.net bigpond.com yandex.ru mail.ru dbmail.com ' +
  'infonie.fr tele2.fr dartybox.com nordnet.fr ac-paris.fr zoho.com fastmail.com mail.com yahoo.ca yahoo.com.au outlook.com.au'
).split(' ');

const KNOWN = new Set(COMMON_DOMAINS);
/** Real domains one slip away from a common one: never suggested against. */
const REAL = new Set(
  'mail.fr ymail.fr live.be live.nl live.it live.de live.co.uk live.ca msn.fr aol.fr free.com sfr.com me.fr orange.com orange.be orange.es mail.de gmx.at gmx.ch gmx.us gmx.es gmx.it gmx.co.uk outlook.be outlook.it outlook.pt outlook.at hotmail.ch hotmail.nl hotmail.ca yahoo.be yahoo.in yahoo.co.in yahoo.com.br yahoo.ch yahoo.at yahoo.gr yahoo.ie yahoo.se aol.de aol.co.uk proton.ch pm.me bbox.com neuf.com wanadoo.es email.com hotmail.se'.split(
    ' ',
  ),
);
const MAX_DISTANCE = 2;

export function isCommonDomain(domain: string): boolean {
  return KNOWN.has(domain);
}

/** Endings that belong to no country or domain but to a slip of the finger. */
const ENDING_SLIPS: Readonly<Record<string, string>> = {
  con: 'com',
  cpm: 'com',
  vom: 'com',
  xom: 'com',
  comm: 'com',
  ocm: 'com',
  om: 'com',
  fre: 'fr',
  frr: 'fr',
  ff: 'fr',
  nte: 'net',
  ne: 'net',
  rf: 'fr',
  f: 'fr',
  c: 'com',
  co: 'com',
  cm: 'com',
};

/** Providers that have no other ending. */
const ONLY_COM = new Set(['gmail', 'icloud', 'googlemail', 'rocketmail', 'protonmail']);

/** The domain that was probably meant, or undefined when the domain is common, real or like no other. */
export function suggestDomain(domain: string): string | undefined {
  if (KNOWN.has(domain) || REAL.has(domain)) return undefined;
  const dot = domain.lastIndexOf('.');
  const name = domain.slice(0, dot);
  const slip = ENDING_SLIPS[domain.slice(dot + 1)];
  if (slip !== undefined && KNOWN.has(`${name}.${slip}`)) return `${name}.${slip}`;
  if (ONLY_COM.has(name)) return `${name}.com`;
  return nearest(domain, name);
}

function nearest(domain: string, name: string): string | undefined {
  let best: string | undefined;
  let bestDistance = MAX_DISTANCE + 1;
  for (const candidate of COMMON_DOMAINS) {
    if (Math.abs(candidate.length - domain.length) > MAX_DISTANCE) continue;
    const distance = damerauDistance(domain, candidate);
    const allowed = Math.min(candidate.length, domain.length) < 8 ? 1 : MAX_DISTANCE;
    if (distance > allowed || distance >= bestDistance || !isSlip(name, candidate, distance)) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

/** Two changes, or a change in a name of three letters, are only a slip when the word still begins alike. */
function isSlip(name: string, candidate: string, distance: number): boolean {
  const target = candidate.slice(0, candidate.lastIndexOf('.'));
  if (target.length <= 3 && name !== target) return false;
  return distance === 1 || name[0] === target[0] || name[1] === target[0];
}

/** Optimal string alignment distance (Damerau 1964): insertion, deletion, substitution, transposition of neighbours. */
export function damerauDistance(left: string, right: string): number {
  const width = right.length + 1;
  let before: number[] = [];
  let last = Array.from({ length: width }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column < width; column++) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, before[column - 2]! + 1);
      current.push(cost);
    }
    before = last;
    last = current;
  }
  return last[right.length]!;
}
