import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import classes from './tabs.module.css';

/** The tabs of the workbench in the order of the work, each an address of its own. Words: `match:tab.<name>`. */
const TABS = [
  { name: 'run', path: (entity: string) => `/match/${entity}` },
  { name: 'model', path: (entity: string) => `/match/${entity}/model` },
  { name: 'blocking', path: (entity: string) => `/match/${entity}/blocking` },
  { name: 'training', path: (entity: string) => `/match/${entity}/training` },
  { name: 'what-if', path: (entity: string) => `/match/${entity}/what-if` },
  { name: 'accuracy', path: (entity: string) => `/accuracy/${entity}` },
] as const;

export type MatchTab = (typeof TABS)[number]['name'];

/** Where a tab of the workbench is for an entity. */
export const tabPath = (name: MatchTab, entity: string): string =>
  TABS.find((tab) => tab.name === name)!.path(entity);

interface MatchTabsProps {
  readonly entity: string;
  readonly here: MatchTab;
}

/** What can be done about the matching of one entity. */
export function MatchTabs({ entity, here }: MatchTabsProps) {
  const { t } = useTranslation('match');
  return (
    <nav className={classes.tabs} aria-label={t('tabs')}>
      {TABS.map(({ name, path }) => (
        <Link
          key={name}
          href={path(entity)}
          className={classes.tab}
          aria-current={name === here ? 'page' : undefined}
        >
          {t(`tab.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
