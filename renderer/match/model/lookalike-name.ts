import { useTranslation } from 'react-i18next';

/** The classes of the templates in the reader's language; those that a person named as they are. */
export function useLookalikeName(): (name: string) => string {
  const { t } = useTranslation('review');
  return (name) => t(`lookalike.${name}`, { defaultValue: name });
}
