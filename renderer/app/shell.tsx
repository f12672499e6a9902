import { IconLock } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import classes from './app.module.css';
import { useKeptFocus } from './focus.ts';
import { HelpPanel } from './help-panel.tsx';
import { InspectorPanel } from './inspector.tsx';
import { useGlobalKeys } from './keys.ts';
import { useEngineLoss, useMenu } from './menu.ts';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import { Routes } from './routes.tsx';
import { useProject } from './session.ts';
import { ShortcutsSheet } from './shortcuts-sheet.tsx';
import { TopBar } from './top-bar.tsx';

/** Rail, top bar, page, inspector. */
export function Shell() {
  const { t } = useTranslation('app');
  useGlobalKeys();
  useMenu();
  useEngineLoss();
  const main = useRef<HTMLElement>(null);
  useKeptFocus(main);
  const [location] = useLocation();
  const visited = useRef(location);
  // A page that was gone to takes the focus, so that reading and Tab go on from its beginning.
  useEffect(() => {
    if (visited.current === location) return;
    visited.current = location;
    main.current?.focus({ preventScroll: true });
  }, [location]);
  return (
    <div className={classes.shell}>
      <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
        {t('skip')}
      </button>
      <Rail />
      <TopBar />
      <div className={classes.middle}>
        <main ref={main} className={classes.main} tabIndex={-1}>
          <ReadOnlyBanner />
          <div className={classes.pageSlot}>
            <Routes />
          </div>
        </main>
        <InspectorPanel />
        <HelpPanel />
      </div>
      <Palette />
      <ShortcutsSheet />
    </div>
  );
}

function ReadOnlyBanner() {
  const { t } = useTranslation('app');
  const project = useProject();
  if (!project?.readOnly) return null;
  // A code of the engine, such as `project.busy`.
  const code = (project.readOnlyReason ?? '').replace('project.', '');
  return (
    <div role="status" className={classes.banner}>
      <IconLock size={16} aria-hidden="true" />
      <span>{t('readOnly', { reason: t([`readOnlyReason.${code}`, 'readOnlyReason.other']) })}</span>
    </div>
  );
}
