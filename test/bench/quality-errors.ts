import { startEngine } from '../../main/engine/engine.ts';
import { readTruth, recordId } from '../../main/engine/evaluate/truth-file.ts';
import type { PairExplanationView } from '../../shared/contract/match.ts';

/** A pair on which the golden records and the truth differ. */
interface WrongPair {
  readonly kind: 'false merge' | 'miss';
  readonly entity: string;
  readonly left: number;
  readonly right: number;
  /** merged, review, apart, cut; `never compared` where blocking or chance left the pair out. */
  readonly state: string;
}

interface Member {
  readonly id: number;
  readonly entity: string;
  readonly golden: string;
  readonly truth: string;
}

/** Pairs explained at most, spread over all: enough to see what they have in common. */
const EXPLAINED = 400;

/**
 * What is still wrong in a project, for whoever improves the engine: pairs by what became of them and by the levels they
 * reach, then the `examples` that the engine was surest about, with their values.
 */
export async function remainingErrors(path: string, truthFile: string, examples: number): Promise<string[]> {
  const truth = await readTruth(truthFile);
  const engine = startEngine(path, { what: 'bench', actor: 'bench' });
  try {
    const { db } = engine.project;
    const states = new Map(
      (db.prepare('SELECT left_id, right_id, state FROM pair').raw().all() as [number, number, string][]).map(
        ([left, right, state]) => [pairKey(left, right), state],
      ),
    );
    const rows = db
      .prepare(
        `SELECT s.name, r.key, r.id, m.entity, m.golden_id FROM membership m JOIN record r ON r.id = m.record_id
         JOIN source s ON s.id = r.source_id ORDER BY r.id`,
      )
      .raw()
      .all() as [string, string, number, string, string][];
    const members = rows.flatMap(([source, key, id, entity, golden]): Member[] => {
      const of = truth.get(recordId(source, key));
      return of === undefined ? [] : [{ id, entity, golden, truth: of }];
    });
    const wrong = wrongPairs(members, states);
    const step = Math.max(1, Math.ceil(wrong.length / EXPLAINED));
    const explained = await Promise.all(
      wrong
        .filter((_, k) => k % step === 0)
        .map(async (pair) => ({
          pair,
          why: await engine.client.match.explain({
            entity: pair.entity,
            leftId: pair.left,
            rightId: pair.right,
          }),
        })),
    );
    return [...summary(wrong), ...groups(explained), ...shown(explained, examples)];
  } finally {
    await engine.close();
  }
}

const pairKey = (left: number, right: number): string =>
  left < right ? `${left} ${right}` : `${right} ${left}`;

function wrongPairs(members: readonly Member[], states: ReadonlyMap<string, string>): WrongPair[] {
  const within = (
    of: 'golden' | 'truth',
    other: 'golden' | 'truth',
    kind: WrongPair['kind'],
  ): WrongPair[] => {
    const groups = Map.groupBy(members, (member) => `${member.entity} ${member[of]}`);
    return [...groups.values()].flatMap((group) =>
      group.flatMap((a, k) =>
        group.slice(k + 1).flatMap((b): WrongPair[] => {
          if (a[other] === b[other]) return [];
          const state = states.get(pairKey(a.id, b.id)) ?? 'never compared';
          return [{ kind, entity: a.entity, left: a.id, right: b.id, state }];
        }),
      ),
    );
  };
  return [...within('golden', 'truth', 'false merge'), ...within('truth', 'golden', 'miss')];
}

function counted(keys: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

const summary = (wrong: readonly WrongPair[]): string[] =>
  counted(wrong.map(({ kind, state }) => `${kind}, ${state}`)).map(([what, count]) => `  ${count} × ${what}`);

interface Explained {
  readonly pair: WrongPair;
  readonly why: PairExplanationView;
}

/** The commonest comparison vectors among the errors. */
function groups(explained: readonly Explained[]): string[] {
  const vectors = counted(
    explained.map(
      ({ pair, why }) =>
        `${pair.kind}: ${why.comparisons.map(({ comparison, level }) => `${comparison} ${level ?? '–'}`).join(', ')}`,
    ),
  );
  return vectors.slice(0, 8).map(([vector, count]) => `  ${count} × ${vector}`);
}

function shown(explained: readonly Explained[], examples: number): string[] {
  const bits = (value: number): string => value.toFixed(1);
  return (['false merge', 'miss'] as const).flatMap((kind) =>
    explained
      .filter(({ pair }) => pair.kind === kind)
      .sort((a, b) => b.why.weight - a.why.weight)
      .slice(0, examples)
      .flatMap(({ pair, why }) => [
        `  ${kind}, ${pair.state}, ${bits(why.weight)} bits`,
        ...why.comparisons
          .filter(({ left, right }) => left.length + right.length > 0)
          .map(
            ({ comparison, level, left, right, bits: own }) =>
              `    ${comparison} ${level ?? '–'} ${bits(own)}: ${left.join(', ')} | ${right.join(', ')}`,
          ),
      ]),
  );
}
