import { useTranslation } from 'react-i18next';
import { useProject } from '../app/session.ts';
import { ShortcutsTable, useGlobalShortcuts } from '../app/shortcuts-sheet.tsx';
import { Page } from '../ui/page.tsx';
import { Term } from '../ui/term.tsx';
import { About } from './about.tsx';
import { PreferencesForm } from './preferences-form.tsx';
import { ProjectCheck } from './project-check.tsx';
import { Recipe } from './recipe.tsx';
import { Section } from './section.tsx';
import { Snapshots } from './snapshots.tsx';
import classes from './workspace.module.css';

export default function SettingsPage() {
  const { t } = useTranslation('workspace');
  const project = useProject();
  const shortcuts = useGlobalShortcuts();
  return (
    <Page title={t('settings.title')} subtitle={t('settings.subtitle')}>
      <div className={classes.settings}>
        <Section id="preferences" title={t('settings.preferences')}>
          <PreferencesForm />
        </Section>
        {project && (
          <>
            <Section
              id="snapshots"
              title={<Term name="snapshot">{t('settings.snapshots')}</Term>}
              text={t('settings.snapshotsText')}
            >
              <Snapshots readOnly={project.readOnly} />
            </Section>
            <Section id="recipe" title={t('recipe.title')} text={t('recipe.text')}>
              <Recipe readOnly={project.readOnly} />
            </Section>
            <Section id="check" title={t('settings.check')} text={t('settings.checkText')}>
              <ProjectCheck />
            </Section>
          </>
        )}
        <Section id="shortcuts" title={t('settings.shortcuts')} text={t('settings.shortcutsText')}>
          <div className={classes.shortcuts}>
            <ShortcutsTable lines={shortcuts} />
          </div>
        </Section>
        <Section id="about" title={t('settings.about')}>
          <About />
        </Section>
      </div>
    </Page>
  );
}
