import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export default function RecordPage() {
  const { t } = useTranslation('golden');
  return <Page title={t('record.title')}>{null}</Page>;
}
