import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export default function SourcesPage() {
  const { t } = useTranslation('sources');
  return <Page title={t('title')}>{null}</Page>;
}
