import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export default function ExportsPage() {
  const { t } = useTranslation('exports');
  return <Page title={t('title')}>{null}</Page>;
}
