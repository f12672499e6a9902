import { ActionIcon, Menu, Tooltip, UnstyledButton, useComputedColorScheme } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import {
  IconCheck,
  IconHelp,
  IconLayoutSidebarRight,
  IconMoon,
  IconSearch,
  IconSun,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Shortcut } from '../ui/shortcut.tsx';
import classes from './app.module.css';
import { useInspector } from './inspector.tsx';
import { JobTray } from './job-tray.tsx';
import { usePreferences, useSavePreferences } from './preferences.ts';
import { useProject } from './session.ts';
import { useShell } from './shell-state.tsx';

export function TopBar() {
  const { t } = useTranslation('app');
  const project = useProject();
  return (
    <header className={classes.topBar}>
      <span className={classes.projectName} title={project?.path} dir="auto">
        {project?.name ?? t('name')}
      </span>
      <UnstyledButton className={classes.search} onClick={spotlight.open}>
        <IconSearch size={16} aria-hidden="true" />
        <span>{t('palette.open')}</span>
        <Shortcut keys="mod+K" />
      </UnstyledButton>
      <span className={classes.topBarEnd}>
        <JobTray />
        <InspectorToggle />
        <HelpToggle />
        <LanguageSwitch />
        <ThemeSwitch />
      </span>
    </header>
  );
}

/** Help for the page shown; the sheet of shortcuts is in it. */
function HelpToggle() {
  const { t } = useTranslation('help');
  const { isPageHelpOpen, setPageHelpOpen } = useShell();
  return (
    <Tooltip
      label={
        <>
          {t('open')} <Shortcut keys="F1" />
        </>
      }
    >
      <ActionIcon
        aria-label={t('open')}
        aria-keyshortcuts="F1"
        aria-pressed={isPageHelpOpen}
        onClick={() => setPageHelpOpen(!isPageHelpOpen)}
      >
        <IconHelp size={20} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}

function InspectorToggle() {
  const { t } = useTranslation('app');
  const { isOpen, isFilled, toggle } = useInspector();
  if (!isFilled) return null;
  const label = isOpen ? t('inspector.close') : t('inspector.open');
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} aria-pressed={isOpen} onClick={toggle}>
        <IconLayoutSidebarRight size={20} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}

/** Each language in its own words, so that it is found by whoever does not read the other. */
function LanguageSwitch() {
  const { t, i18n } = useTranslation('app');
  const save = useSavePreferences();
  const other = i18n.language === 'fr' ? 'en' : 'fr';
  const label = t(`palette.language.${other}`);
  const short = t(`language.short.${other}`);
  return (
    <Tooltip label={label}>
      {/* What is seen is part of the name, so that it can be said to a computer that listens. */}
      <ActionIcon aria-label={`${short} – ${label}`} lang={other} onClick={() => save({ language: other })}>
        <span className={classes.language}>{short}</span>
      </ActionIcon>
    </Tooltip>
  );
}

const THEMES = ['system', 'light', 'dark'] as const;

function ThemeSwitch() {
  const { t } = useTranslation('app');
  const colorScheme = useComputedColorScheme('light');
  const { data } = usePreferences();
  const save = useSavePreferences();
  const chosen = data?.theme ?? 'system';
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('theme.label')}>
          {colorScheme === 'dark' ? (
            <IconMoon size={20} aria-hidden="true" />
          ) : (
            <IconSun size={20} aria-hidden="true" />
          )}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {THEMES.map((theme) => (
          <Menu.Item
            key={theme}
            onClick={() => save({ theme })}
            role="menuitemradio"
            aria-checked={chosen === theme}
            rightSection={chosen === theme ? <IconCheck size={16} aria-hidden="true" /> : null}
          >
            {t(`theme.${theme}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
