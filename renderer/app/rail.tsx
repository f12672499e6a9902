import { IconHome, IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { Overview } from '../../shared/contract/overview.ts';
import { api } from '../api/queries.ts';
import { useFormat } from '../ui/format.ts';
import classes from './app.module.css';
import { FLOW, type FlowStep } from './flow.ts';
import { useProject } from './session.ts';

/** The way of the data, with what waits for a person at each step and the next step marked. */
export function Rail() {
  const { t } = useTranslation('app');
  const project = useProject();
  const { data } = useQuery({ ...api.overview.get.queryOptions(), enabled: project !== null });
  return (
    <nav className={classes.rail} aria-label={t('rail.label')}>
      <RailLink path="/" icon={<IconHome size={20} aria-hidden="true" />} label={t('rail.home')} />
      {project && FLOW.map((step) => <Step key={step.name} step={step} overview={data} />)}
      <span className={classes.railEnd} />
      <RailLink
        path="/settings"
        icon={<IconSettings size={20} aria-hidden="true" />}
        label={t('rail.settings')}
      />
    </nav>
  );
}

function Step({ step, overview }: { readonly step: FlowStep; readonly overview: Overview | undefined }) {
  const { t } = useTranslation('app');
  const { number } = useFormat();
  const { t: title } = useTranslation(step.name);
  const waiting = overview ? step.waiting(overview) : 0;
  const first = overview?.next[0];
  const isNext = first !== undefined && step.next.includes(first);
  const Icon = step.icon;
  return (
    <RailLink path={step.path} icon={<Icon size={20} aria-hidden="true" />} label={title('title')}>
      {isNext && <span className={classes.next}>{t('rail.next')}</span>}
      {waiting > 0 && (
        <span className={classes.waiting}>
          <span aria-hidden="true">{number(waiting)}</span>
          <span className="o-sr">{t('rail.waiting', { count: waiting })}</span>
        </span>
      )}
    </RailLink>
  );
}

interface RailLinkProps {
  readonly path: string;
  readonly icon: ReactNode;
  readonly label: string;
  readonly children?: ReactNode;
}

function RailLink({ path, icon, label, children }: RailLinkProps) {
  const [location] = useLocation();
  const isHere =
    path === '/'
      ? location === '/'
      : location === path ||
        location.startsWith(`${path}/`) ||
        (path === '/golden' && location.startsWith('/golden-record/')) ||
        (path === '/match' && /^\/accuracy(\/|$)/.test(location)) ||
        (path === '/overview' && location === '/records');
  return (
    <Link href={path} className={classes.railLink} title={label} aria-current={isHere ? 'page' : undefined}>
      {icon}
      <span className={classes.railLabel}>{label}</span>
      {children}
    </Link>
  );
}
