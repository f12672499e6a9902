import { createContext, useContext } from 'react';
import type { MatchModelView } from '../../../shared/contract/match-model.ts';
import type { Kind } from '../../../shared/kinds/kinds.ts';
import type { Attribute } from '../../../shared/model/canonical.ts';
import type {
  BlockingKey,
  Comparison,
  ComparisonLevel,
  MatchModel,
} from '../../../shared/model/match-model.ts';
import type { ModelDraft } from './draft.ts';

export type ModelProblem = MatchModelView['problems'][number];

export interface Comparator {
  readonly name: string;
  readonly levels: readonly ComparisonLevel[];
  /** Of the first attribute it compares. */
  readonly kinds: readonly Kind[];
  readonly mostAttributes: number;
}

export interface KeyTransform {
  readonly name: string;
  readonly kinds: readonly Kind[];
}

/** What every part of the editor works on. */
export interface ModelEditing {
  readonly entity: string;
  readonly model: MatchModel;
  readonly attributes: readonly Attribute[];
  readonly comparators: readonly Comparator[];
  readonly transforms: readonly KeyTransform[];
  readonly lastRun: MatchModelView['lastRun'];
  readonly problems: readonly ModelProblem[];
  readonly isReadOnly: boolean;
  readonly edit: ModelDraft['edit'];
}

export const ModelEditingContext = createContext<ModelEditing | null>(null);

export function useEditing(): ModelEditing {
  const editing = useContext(ModelEditingContext);
  if (!editing) throw new Error('useEditing outside ModelEditingContext');
  return editing;
}

export type Path = readonly (string | number)[];

const startsWith = (path: Path, start: Path): boolean => start.every((part, at) => path[at] === part);

/** What is wrong at this place or below it. */
export const problemsUnder = (problems: readonly ModelProblem[], start: Path): readonly ModelProblem[] =>
  problems.filter(({ path }) => startsWith(path, start));

/** What is wrong at exactly this place. */
export const problemsAt = (problems: readonly ModelProblem[], place: Path): readonly ModelProblem[] =>
  problems.filter(({ path }) => path.length === place.length && startsWith(path, place));

/** The parts of the editor, one shown at a time: `rules`, `comparison.2`, `lookalike.0`, `decision`, `versions`. */
export type PartName = string;

export const comparisonPart = (index: number): PartName => `comparison.${index}`;
export const lookalikePart = (index: number): PartName => `lookalike.${index}`;

/** The part a problem is put right in. */
export function partOf([where, index]: Path): PartName {
  if (where === 'blockingRules') return 'rules';
  if (where === 'comparisons' && typeof index === 'number') return comparisonPart(index);
  if (where === 'lookalikes' && typeof index === 'number') return lookalikePart(index);
  return where === 'comparisons' ? 'comparisons' : 'decision';
}

const BY_KIND: Readonly<Partial<Record<Kind, string>>> = {
  given_name: 'given_name',
  middle_name: 'given_name',
  family_name: 'family_name',
  birth_name: 'family_name',
  date: 'date',
  email: 'email',
  phone: 'phone',
  address: 'address',
  identifier: 'identifier',
  siren: 'identifier',
  siret: 'identifier',
  vat: 'identifier',
  iban: 'identifier',
  ean: 'identifier',
  amount: 'number',
  integer: 'number',
  sex: 'category',
  code: 'category',
  legal_form: 'category',
};

/** The comparator an attribute of this kind is usually compared by; undefined where none can. */
function comparatorFor(kind: Kind, comparators: readonly Comparator[]): Comparator | undefined {
  const fitting = comparators.filter(({ kinds }) => kinds.includes(kind));
  return (
    fitting.find(({ name }) => name === BY_KIND[kind]) ??
    fitting.find(({ name }) => name === 'text') ??
    fitting[0]
  );
}

/** A comparison of one attribute to begin with. */
export function freshComparison(
  attribute: Attribute,
  comparators: readonly Comparator[],
): Comparison | undefined {
  const comparator = comparatorFor(attribute.kind, comparators);
  if (!comparator) return undefined;
  const { name, levels } = comparator;
  return { name: attribute.name, attributes: [attribute.name], comparator: name, levels };
}

/** A key by an attribute that none of `keys` goes by; undefined where there is none left. */
export function freshKey(
  { attributes, transforms }: ModelEditing,
  keys: readonly BlockingKey[],
): BlockingKey | undefined {
  const used = new Set(keys.flatMap(({ attribute }) => attribute.split('|')));
  for (const { name: attribute, kind } of attributes) {
    const transform = transforms.find(({ kinds }) => kinds.includes(kind));
    if (transform && !used.has(attribute)) return { attribute, transform: transform.name };
  }
  return undefined;
}
