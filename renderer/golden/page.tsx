import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export default function GoldenPage() {
  const { t } = useTranslation('golden');
  return <Page title={t('title')}>{null}</Page>;
}
