import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export default function MatchPage() {
  const { t } = useTranslation('match');
  return <Page title={t('title')}>{null}</Page>;
}
