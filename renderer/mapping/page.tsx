import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export default function MappingPage() {
  const { t } = useTranslation('mapping');
  return <Page title={t('title')}>{null}</Page>;
}
