import { useTranslation } from 'react-i18next';
import type { FileKind } from '../ui/choose.ts';

const EXTENSIONS = [
  'csv',
  'tsv',
  'txt',
  'xlsx',
  'json',
  'jsonl',
  'ndjson',
  'parquet',
  'sqlite',
  'db',
  'zip',
  'gz',
];

/** The files that can be read, for the dialog that chooses them. */
export function useFileKinds(): readonly FileKind[] {
  const { t } = useTranslation('sources');
  return [{ name: t('add.kinds'), extensions: EXTENSIONS }];
}
