import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CanonicalModel } from '../../shared/model/canonical.ts';
import { api } from '../api/queries.ts';

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
  const find = (name: string) => model?.entities.find((entity) => entity.name === name);
  return {
    model,
    entity: (name) => find(name)?.label[language] ?? name,
    attribute: (entity, name) =>
      find(entity)?.attributes.find((attribute) => attribute.name === name)?.label[language] ?? name,
  };
}
