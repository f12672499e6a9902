import { Redirect, Route, Switch, useLocation } from 'wouter';
import { toUserError } from '../api/errors.ts';
import { ErrorState } from '../ui/states.tsx';
import HomePage from '../workspace/home-page.tsx';
import classes from './app.module.css';
import { PageLoading } from './fetched-page.tsx';
import { PageBoundary } from './page-boundary.tsx';
import { PAGES, SettingsPage } from './pages.ts';
import { useSession } from './session.ts';

/** The page of the address; without a project, only those that need none. */
export function Routes() {
  const [location] = useLocation();
  const session = useSession();
  if (session.isPending) return <PageLoading />;
  if (session.error) {
    return (
      <div className={classes.fault}>
        <ErrorState error={toUserError(session.error)} onRetry={() => void session.refetch()} />
      </div>
    );
  }
  return (
    <PageBoundary key={location.split('/')[1]}>
      <Switch>
        <Route path="/" component={HomePage} />
        <Route path="/settings" component={SettingsPage} />
        {session.data.project &&
          PAGES.map(({ path, page }) => <Route key={path} path={path} component={page} />)}
        <Route>
          <Redirect to={session.data.project ? '/overview' : '/'} replace />
        </Route>
      </Switch>
    </PageBoundary>
  );
}
