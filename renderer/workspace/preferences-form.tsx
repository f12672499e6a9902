import { SegmentedControl, TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Preferences } from '../../shared/contract/workspace.ts';
import { toUserError } from '../api/errors.ts';
import { usePreferences, useSavePreferences } from '../app/preferences.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './workspace.module.css';

const LANGUAGES = ['system', 'fr', 'en'] as const;
const THEMES = ['system', 'light', 'dark'] as const;

export function PreferencesForm() {
  const { t } = useTranslation('workspace');
  const preferences = usePreferences();
  const save = useSavePreferences();
  if (preferences.error) return <ErrorState error={toUserError(preferences.error)} />;
  if (!preferences.data) return <LoadingState rows={3} />;
  const { language, theme } = preferences.data;
  return (
    <div className={classes.form}>
      <Choice label={t('settings.language')}>
        <SegmentedControl
          aria-label={t('settings.language')}
          value={language}
          onChange={(value) => save({ language: value as Preferences['language'] })}
          data={LANGUAGES.map((value) => ({ value, label: t(`settings.languages.${value}`) }))}
        />
      </Choice>
      <Choice label={t('settings.theme')}>
        <SegmentedControl
          aria-label={t('settings.theme')}
          value={theme}
          onChange={(value) => save({ theme: value as Preferences['theme'] })}
          data={THEMES.map((value) => ({ value, label: t(`settings.themes.${value}`) }))}
        />
      </Choice>
      <ProfileField
        profile={preferences.data.profile ?? ''}
        onSave={(profile) => save({ profile: profile || undefined })}
      />
    </div>
  );
}

function Choice({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={classes.choice}>
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  );
}

interface ProfileFieldProps {
  readonly profile: string;
  readonly onSave: (profile: string) => void;
}

/** Kept when the field is left or Enter pressed. */
function ProfileField({ profile, onSave }: ProfileFieldProps) {
  const { t } = useTranslation('workspace');
  const [text, setText] = useState(profile);
  useEffect(() => setText(profile), [profile]);
  const keep = () => text.trim() !== profile && onSave(text.trim());
  return (
    <TextInput
      label={t('settings.profile')}
      description={t('settings.profileHelp')}
      maxLength={100}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={({ key }) => key === 'Enter' && keep()}
    />
  );
}
