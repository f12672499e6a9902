import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export default function HomePage() {
  const { t } = useTranslation('workspace');
  return <Page title={t('title')}>{null}</Page>;
}
