import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attribute, CanonicalModel } from '../../shared/model/canonical.ts';
import { api } from '../api/queries.ts';
import { SEVERAL, useValueTextOf, type ValueType } from '../ui/value-text.ts';

export interface ModelWords {
  /** In the reader's language; the name itself where the model does not know it. */
  entity(name: string): string;
  attribute(entity: string, name: string): string;
  readonly model: CanonicalModel | undefined;
}

/** What the entities and attributes of the canonical model are called in the reader's language. */
export function useModelWords(): ModelWords {
  const { i18n } = useTranslation();
  const { data: model } = useQuery(api.mapping.model.queryOptions());
  const language = i18n.language.startsWith('fr') ? 'fr' : 'en';
  return useMemo(() => {
    const find = (name: string) => model?.entities.find((entity) => entity.name === name);
    return {
      model,
      entity: (name) => find(name)?.label[language] ?? name,
      attribute: (entity, name) =>
        find(entity)?.attributes.find((attribute) => attribute.name === name)?.label[language] ?? name,
    };
  }, [model, language]);
}

/** What is needed to write the values of an attribute. */
function typeOf(model: CanonicalModel | undefined, attribute: Attribute): ValueType {
  const list = model?.codeLists.find(({ name }) => name === attribute.codeList);
  if (!list) return { kind: attribute.kind };
  return { kind: attribute.kind, codes: new Map(list.codes.map(({ value, label }) => [value, label])) };
}

/** Values of an entity as the reader writes them: dates, amounts, codes by their labels. */
export interface ValueTexts {
  one(attribute: string, value: string): string;
  /** A cell that joins the several values of an attribute. */
  cell(attribute: string, value: string): string;
  type(attribute: string): ValueType | undefined;
}

export function useValueTexts(entity: string): ValueTexts {
  const { data: model } = useQuery(api.mapping.model.queryOptions());
  const textOf = useValueTextOf();
  return useMemo(() => {
    const attributes = model?.entities.find(({ name }) => name === entity)?.attributes ?? [];
    const types = new Map(attributes.map((attribute) => [attribute.name, typeOf(model, attribute)]));
    const one = (attribute: string, value: string): string => {
      const type = types.get(attribute);
      return type ? textOf(type, value) : value;
    };
    const several = new Set(
      attributes.filter(({ cardinality }) => cardinality === 'many').map(({ name }) => name),
    );
    return {
      one,
      cell: (attribute, value) =>
        several.has(attribute)
          ? value
              .split(SEVERAL)
              .map((element) => one(attribute, element))
              .join(SEVERAL)
          : one(attribute, value),
      type: (attribute) => types.get(attribute),
    };
  }, [model, entity, textOf]);
}
