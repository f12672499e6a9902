import { fold } from './survivorship-keys.ts';
import type { Candidate, Member } from './survivorship-types.ts';

/** Everyday short forms, folded → the names they stand for. Only used between records of one and the same person. */
const SHORT_FORMS: Readonly<Record<string, readonly string[]>> = {
  abby: ['abigail'],
  alex: ['alexandre', 'alexandra', 'alexis', 'alexander', 'alexia'],
  andy: ['andrew', 'andreas'],
  annie: ['anne', 'anna'],
  ben: ['benjamin', 'benoit', 'benedict'],
  bernie: ['bernard', 'bernadette'],
  beth: ['elisabeth', 'elizabeth'],
  bill: ['william'],
  bob: ['robert'],
  cathy: ['catherine', 'katherine'],
  caro: ['caroline'],
  charlie: ['charles', 'charlotte'],
  chris: ['christophe', 'christian', 'christine', 'christelle', 'christopher', 'christina'],
  clem: ['clement', 'clementine', 'clemence'],
  dan: ['daniel', 'danielle'],
  dave: ['david'],
  dede: ['andre', 'denis'],
  didi: ['didier'],
  dom: ['dominique', 'dominic'],
  ed: ['edouard', 'edward', 'edmond', 'edgar'],
  eli: ['elisabeth', 'elie', 'elijah'],
  ema: ['emmanuelle', 'emanuelle'],
  fab: ['fabien', 'fabrice', 'fabienne'],
  fanny: ['stephanie', 'francoise'],
  flo: ['florence', 'florian', 'florent'],
  fred: ['frederic', 'frederique', 'frederick', 'alfred'],
  gaby: ['gabriel', 'gabrielle'],
  gege: ['gerard'],
  geo: ['georges', 'geoffrey', 'geoffroy'],
  greg: ['gregory', 'gregoire'],
  gus: ['gustave', 'auguste', 'augustin'],
  guy: ['guillaume'],
  isa: ['isabelle', 'isabella'],
  jack: ['john', 'jacques'],
  jeannot: ['jean'],
  jenny: ['jennifer', 'genevieve'],
  jerem: ['jeremy', 'jeremie'],
  jim: ['james', 'jimmy'],
  jo: ['joseph', 'joel', 'joelle', 'josephine', 'josiane', 'jonathan'],
  joe: ['joseph', 'joel'],
  jojo: ['georges', 'joseph', 'joel'],
  kate: ['catherine', 'katherine', 'kathleen'],
  kathy: ['catherine', 'katherine'],
  laurie: ['laurence', 'lawrence'],
  liz: ['elisabeth', 'elizabeth'],
  lili: ['liliane', 'elisabeth'],
  lulu: ['lucien', 'lucienne', 'lucie', 'ludovic'],
  ludo: ['ludovic'],
  mag: ['magali', 'marguerite', 'magdalena'],
  manu: ['emmanuel', 'emmanuelle', 'manuel', 'manuela'],
  marco: ['marc'],
  mat: ['mathieu', 'matthieu', 'mathilde', 'matthew'],
  matt: ['matthieu', 'matthew', 'mathieu'],
  max: ['maxime', 'maximilien', 'maxence', 'maximilian'],
  mel: ['melanie', 'melissa'],
  michou: ['michel', 'michele', 'micheline'],
  mike: ['michael', 'michel', 'mickael'],
  mimi: ['michele', 'mireille', 'michel'],
  nath: ['nathalie', 'nathan', 'nathanael'],
  nat: ['nathalie', 'nathan', 'natacha', 'natalie'],
  nico: ['nicolas', 'nicole'],
  nick: ['nicolas', 'nicholas'],
  oliv: ['olivier', 'olivia'],
  pat: ['patrick', 'patrice', 'patricia'],
  phil: ['philippe', 'philip', 'phillip'],
  pierrot: ['pierre'],
  rick: ['richard', 'eric'],
  rob: ['robert', 'robin'],
  sab: ['sabrina', 'sabine'],
  sam: ['samuel', 'samantha', 'samir'],
  sandy: ['sandra', 'alexandra'],
  seb: ['sebastien', 'sebastian'],
  sophy: ['sophie'],
  steph: ['stephane', 'stephanie', 'stephen'],
  steve: ['steven', 'stephen', 'stephane'],
  ted: ['edouard', 'edward', 'theodore'],
  theo: ['theodore', 'theophile'],
  thom: ['thomas'],
  tom: ['thomas', 'tommy'],
  tim: ['timothee', 'timothy'],
  tony: ['antoine', 'anthony', 'antonio'],
  val: ['valerie', 'valentin', 'valentine'],
  vero: ['veronique'],
  vince: ['vincent'],
  vic: ['victor', 'victoria', 'victoire'],
  will: ['william'],
  xav: ['xavier'],
  zab: ['elisabeth', 'isabelle'],
};

/**
 * True when `short` is a short form of `full` (both folded): an everyday one (Manu for Emmanuel), or the first half of
 * a hyphenated name (Jean for Jean-Pierre, `full` given as spelled). Mere prefixes are not: Jean is no short for Jeanne.
 */
export function isShortFormOf(short: string, full: string, fullSpelling: string): boolean {
  if (Object.hasOwn(SHORT_FORMS, short) && SHORT_FORMS[short]?.includes(full)) return true;
  return fullSpelling.includes('-') && full.length > short.length && full.startsWith(`${short} `);
}

/** Higher is better: proper case (2), not shouting or whispering; then accents, hyphens and apostrophes kept. */
export function spellingScore(value: string): number {
  let upper = 0;
  let lower = 0;
  let marks = 0;
  for (let i = 0; i < value.length; i += 1) {
    const code = value.charCodeAt(i);
    if (code >= 97 && code <= 122) lower += 1;
    else if (code >= 65 && code <= 90) upper += 1;
    else if (code > 127) marks += 1;
    else if (code === 45 || code === 39) marks += 1;
  }
  const proper = lower > 0 && (upper > 0 || marks > 0) ? 1 : 0;
  return proper * 1000 + Math.min(marks, 99) * 10 + Math.min(upper, 9);
}

// Every pair is compared: a cluster beyond this is a monster whatever its names.
const MOST_COMPARED = 40;

/**
 * Records whose given and family name are the other way round from the rest of the cluster. They are outvoted, so that
 * "Dupont Jean" beside "Jean Dupont" never makes a "Dupont Dupont". On a tie the record that comes first in
 * `members` is believed.
 */
export function swappedMembers(
  members: readonly Member[],
  given: string,
  family: string,
): ReadonlySet<Member> {
  const swapped = new Set<Member>();
  const named = members.filter((m) => m.row.one[given] && m.row.one[family]).slice(0, MOST_COMPARED);
  for (let i = 1; i < named.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const [a, b] = [named[j]!, named[i]!];
      if (!areSwapped(a, b, given, family)) continue;
      swapped.add(support(b, named, given, family) > support(a, named, given, family) ? a : b);
    }
  }
  return swapped;
}

function areSwapped(a: Member, b: Member, given: string, family: string): boolean {
  const [aGiven, aFamily] = [fold(a.row.one[given]!), fold(a.row.one[family]!)];
  if (aGiven === aFamily) return false;
  return aGiven === fold(b.row.one[family]!) && aFamily === fold(b.row.one[given]!);
}

/** How many of the others use this record's names the same way round, less those that use them the other way. */
function support(member: Member, named: readonly Member[], given: string, family: string): number {
  const [myGiven, myFamily] = [fold(member.row.one[given]!), fold(member.row.one[family]!)];
  let votes = 0;
  for (const other of named) {
    const [g, f] = [fold(other.row.one[given]!), fold(other.row.one[family]!)];
    if (g === myGiven) votes += 1;
    if (f === myFamily) votes += 1;
    if (g === myFamily) votes -= 1;
    if (f === myGiven) votes -= 1;
  }
  return votes;
}

/** The candidates that are a short form of another candidate of the same person. */
export function shortForms(candidates: readonly Candidate[]): ReadonlySet<Candidate> {
  const short = new Set<Candidate>();
  for (const candidate of candidates) {
    const key = fold(candidate.value);
    if (candidates.some((other) => isShortFormOf(key, fold(other.value), other.value))) short.add(candidate);
  }
  return short;
}
