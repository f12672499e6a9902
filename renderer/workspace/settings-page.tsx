import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export default function SettingsPage() {
  const { t } = useTranslation('workspace');
  return <Page title={t('settings.title')}>{null}</Page>;
}
