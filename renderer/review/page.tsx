import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export default function ReviewPage() {
  const { t } = useTranslation('review');
  return <Page title={t('title')}>{null}</Page>;
}
