import { foldKey } from '../../../../../shared/kinds/fold.ts';
import type { Attribute, EntityType } from '../../../../../shared/model/canonical.ts';
import { UserError } from '../../../../../shared/model/errors.ts';
import type { SourceMapping } from '../../../../../shared/model/mapping.ts';

/** Parts of an address that a column may hold. */
const PARTS = ['number', 'street', 'postcode', 'city'] as const;
export type AddressPart = (typeof PARTS)[number];

/** The attribute a column stands for, or a part of it. */
export interface Place {
  readonly attribute: Attribute;
  readonly part?: AddressPart;
}

/** `Date de naissance`, `date_de_naissance` and `DateDeNaissance` are one name. */
const folded = (name: string): string => foldKey(name).replaceAll(' ', '');

/** Finds the attribute of a column of Splink's tables. */
export class ColumnFinder {
  private readonly places = new Map<string, Place | null>();
  private readonly chosen = new Map<string, Place>();
  private readonly entity: EntityType;

  /**
   * By what somebody said (`chosen`: column → attribute or `address.postcode`), else by the name of an attribute, its label, or
   * the column of a source that feeds it. A name that could be two attributes is none.
   * @throws UserError `attribute.unknown` for a choice that names no attribute.
   */
  constructor(
    entity: EntityType,
    mappings: readonly SourceMapping[] = [],
    chosen: Readonly<Record<string, string>> = {},
  ) {
    this.entity = entity;
    for (const [column, target] of Object.entries(chosen)) {
      const place = this.placeOf(target);
      if (place === undefined) throw unknownAttribute(target, entity);
      this.chosen.set(folded(column), place);
    }
    this.learn(entity.attributes.flatMap((attribute) => namesOf(attribute)));
    this.learn(
      entity.attributes.flatMap((attribute) =>
        [attribute.label.fr, attribute.label.en].map((label): [string, Place] => [label, { attribute }]),
      ),
    );
    this.learn(
      mappings
        .filter((mapping) => mapping.entity === entity.name)
        .flatMap(({ rules }) => rules)
        .flatMap(({ from, to }): [string, Place][] => {
          const place = from.length === 1 ? this.placeOf(to) : undefined;
          return place === undefined ? [] : [[from[0]!, place]];
        }),
    );
  }

  find(column: string): Place | undefined {
    const name = folded(column);
    return this.chosen.get(name) ?? this.places.get(name) ?? undefined;
  }

  /** Names of attributes in the order of the entity, each once. */
  inOrder(names: readonly string[]): string[] {
    return this.entity.attributes.map(({ name }) => name).filter((name) => names.includes(name));
  }

  /** Adds names nobody had before; one that stands for two places stands for none. */
  private learn(names: readonly (readonly [string, Place])[]): void {
    const own = new Map<string, Place | null>();
    for (const [name, place] of names) {
      const key = folded(name);
      const known = own.get(key);
      const same = known?.attribute.name === place.attribute.name && known.part === place.part;
      own.set(key, known === undefined || same ? place : null);
    }
    for (const [key, place] of own) if (key !== '' && !this.places.has(key)) this.places.set(key, place);
  }

  /** `email`, `address.postcode`; the line of an address is its street. */
  private placeOf(target: string): Place | undefined {
    const dot = target.indexOf('.');
    const name = dot < 0 ? target : target.slice(0, dot);
    const attribute = this.entity.attributes.find((one) => one.name === name);
    if (attribute === undefined) return undefined;
    if (dot < 0) return { attribute };
    if (attribute.kind !== 'address') return undefined;
    const part = PARTS.find((one) => one === target.slice(dot + 1));
    if (part !== undefined) return { attribute, part };
    return target.slice(dot + 1) === 'line' ? { attribute, part: 'street' } : undefined;
  }
}

function namesOf(attribute: Attribute): [string, Place][] {
  const own: [string, Place] = [attribute.name, { attribute }];
  if (attribute.kind !== 'address') return [own];
  return [own, ...PARTS.map((part): [string, Place] => [`${attribute.name}_${part}`, { attribute, part }])];
}

const unknownAttribute = (name: string, entity: EntityType): UserError =>
  new UserError({
    operation: 'match.importSplink',
    code: 'attribute.unknown',
    message: `There is no attribute “${name}” in “${entity.name}”.`,
    next: `Choose among: ${entity.attributes.map((one) => one.name).join(', ')}.`,
    where: { attribute: name },
  });
