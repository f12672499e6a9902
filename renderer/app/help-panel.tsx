import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { TERMS, type TermName } from '../ui/terms.ts';
import classes from './app.module.css';
import { HELP_PAGES } from './help-pages.ts';
import { useShell } from './shell-state.tsx';
import { ShortcutsTable } from './shortcuts-sheet.tsx';

/**
 * Help for the page shown, beside it so that one can read and do: what it is, what to do, its words, its keys. It
 * follows the page, and takes the place of the inspector where the window is too narrow for both.
 */
export function HelpPanel() {
  const { t } = useTranslation('help');
  const { isPageHelpOpen, setPageHelpOpen, setHelpOpened, pageShortcuts } = useShell();
  const [location] = useLocation();
  const body = useRef<HTMLElement>(null);
  const page = HELP_PAGES.find(({ isAt }) => isAt(location)) ?? HELP_PAGES[0]!;
  // Read from its beginning on each page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: on each page anew
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for what ends the effect.
    void body.current?.scrollTo(0, 0);
  }, [page.name, isPageHelpOpen]);
  useReturnOfFocus(isPageHelpOpen);
  if (!isPageHelpOpen) return null;
  const close = () => setPageHelpOpen(false);
  return (
    <aside
      className={classes.help}
      aria-label={t('open')}
      onKeyDown={({ key }) => key === 'Escape' && close()}
    >
      <header className={classes.helpHead}>
        <h2 className={classes.helpTitle}>{t('open')}</h2>
        <ActionIcon aria-label={t('close')} onClick={close} data-help-start>
          <IconX size={16} aria-hidden="true" />
        </ActionIcon>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <section ref={body} className={classes.helpBody} tabIndex={0} aria-label={t('label')}>
        <p className={classes.helpWhat}>{t(`page.${page.name}.what`)}</p>
        <h3>{t('steps')}</h3>
        <Steps page={page.name} />
        <h3>{t('words')}</h3>
        <Glossary names={page.terms} />
        <h3>{t('keys')}</h3>
        {pageShortcuts.length > 0 && <ShortcutsTable lines={pageShortcuts} />}
        <Button variant="default" onClick={() => setHelpOpened(true)}>
          {t('allKeys')}
        </Button>
        <details className={classes.glossary}>
          <summary>{t('glossary')}</summary>
          <Glossary names={TERMS.filter((name) => !page.terms.includes(name))} />
        </details>
      </section>
    </aside>
  );
}

/** The focus goes into the panel when it opens, and back to where it was when it closes from within. */
function useReturnOfFocus(isOpen: boolean): void {
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (!isOpen) return;
    before.current = document.activeElement;
    document.querySelector<HTMLElement>('[data-help-start]')?.focus();
    return () => {
      if (document.activeElement !== document.body) return;
      if (before.current instanceof HTMLElement) before.current.focus();
    };
  }, [isOpen]);
}

function Steps({ page }: { readonly page: string }) {
  const { t, i18n } = useTranslation('help');
  const texts: unknown = i18n.getResource(i18n.language, 'help', `page.${page}.steps`);
  const numbers = typeof texts === 'object' && texts !== null ? Object.keys(texts) : [];
  return (
    <ol className={classes.helpSteps}>
      {numbers.map((number) => (
        <li key={number}>{t(`page.${page}.steps.${number}`)}</li>
      ))}
    </ol>
  );
}

function Glossary({ names }: { readonly names: readonly TermName[] }) {
  const { t } = useTranslation('help');
  return (
    <dl className={classes.words}>
      {names.map((name) => (
        <div key={name}>
          <dt>{t(`term.${name}.name`)}</dt>
          <dd>{t(`term.${name}.text`)}</dd>
        </div>
      ))}
    </dl>
  );
}
