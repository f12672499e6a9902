import type { ComboboxItemGroup } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Label } from '../../shared/kinds/kinds.ts';
import type { Attribute, CanonicalModel, EntityType } from '../../shared/model/canonical.ts';
import { ADDRESS_PARTS } from '../../shared/model/mapping.ts';

export const FULL_NAME = 'full_name';

export const entityOf = (model: CanonicalModel, name: string): EntityType | undefined =>
  model.entities.find((entity) => entity.name === name);

/** The attribute a target belongs to: `address.city` → address. */
export const attributeOf = (entity: EntityType | undefined, to: string): Attribute | undefined =>
  entity?.attributes.find(({ name }) => name === to.split('.')[0]);

export function useLabel(): (label: Label | undefined, name: string) => string {
  const { i18n } = useTranslation();
  const language = i18n.language.startsWith('fr') ? 'fr' : 'en';
  return useMemo(() => (label, name) => label?.[language] || name, [language]);
}

/** A target in the reader's words: “Address: city”. */
export function useTargetLabel(entity: EntityType | undefined): (to: string) => string {
  const { t } = useTranslation('mapping');
  const labelOf = useLabel();
  return useMemo(
    () => (to) => {
      if (to === FULL_NAME) return t('target.fullName');
      const [name = to, part] = to.split('.');
      const label = labelOf(attributeOf(entity, to)?.label, name);
      return part === undefined ? label : t('target.part', { attribute: label, part: t(`part.${part}`) });
    },
    [entity, labelOf, t],
  );
}

interface TargetOption {
  readonly value: string;
  readonly label: string;
}

/** Everything a column can feed, in groups; unknown targets of an older model stay choosable. */
export function useTargets(
  entity: EntityType | undefined,
  used: string,
): (TargetOption | ComboboxItemGroup<TargetOption>)[] {
  const { t } = useTranslation('mapping');
  const labelOf = useTargetLabel(entity);
  return useMemo(() => {
    const option = (value: string): TargetOption => ({ value, label: labelOf(value) });
    const attributes = entity?.attributes ?? [];
    const hasNames = attributes.some(({ kind }) => kind === 'family_name');
    const plain = attributes.filter(({ kind }) => kind !== 'address').map(({ name }) => option(name));
    const groups = attributes
      .filter(({ kind }) => kind === 'address')
      .map(({ name }) => ({
        group: labelOf(name),
        items: ADDRESS_PARTS.map((part) => option(`${name}.${part}`)),
      }));
    const first = [...(hasNames ? [option(FULL_NAME)] : []), ...plain];
    const known = new Set([...first, ...groups.flatMap(({ items }) => items)].map(({ value }) => value));
    const stray = used !== '' && !known.has(used) ? [option(used)] : [];
    return [{ group: t('target.attributes'), items: [...first, ...stray] }, ...groups];
  }, [entity, labelOf, t, used]);
}
