import { Alert, Button, Skeleton, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserErrorData } from '../../shared/model/errors.ts';
import classes from './ui.module.css';

interface EmptyStateProps {
  /** A picture of what will be here: a Tabler icon at size 40. */
  readonly icon?: ReactNode;
  readonly title?: string;
  /** One sentence. */
  readonly children: ReactNode;
  /** One action. */
  readonly action?: ReactNode;
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      {icon && (
        <span className={classes.emptyIcon} aria-hidden="true">
          {icon}
        </span>
      )}
      {title && <Title order={2}>{title}</Title>}
      <Text className={classes.emptyText}>{children}</Text>
      {action}
    </div>
  );
}

interface ErrorStateProps {
  readonly error: UserErrorData;
  readonly onRetry?: () => void;
}

/** What happened, where, and what to do. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { t } = useTranslation('ui');
  const where = Object.entries(error.where ?? {});
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={20} aria-hidden="true" />}
      title={error.message}
      className={classes.error}
    >
      <Text>{error.next}</Text>
      {where.length > 0 && (
        <dl className={classes.where}>
          {where.map(([name, value]) => (
            <div key={name}>
              <dt>{t(`where.${name}`, { defaultValue: name })}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {onRetry && (
        <Button variant="default" mt="sm" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </Alert>
  );
}

/** Beyond this, in ms, a skeleton says that something is on its way; before it, it would only flicker. */
const PATIENCE = 300;

export function LoadingState({ rows = 6 }: { readonly rows?: number }) {
  const { t } = useTranslation('ui');
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-busy="true" className={classes.loading}>
      <span className="o-sr">{t('loading')}</span>
      {shown &&
        Array.from({ length: rows }, (_, row) => row).map((row) => <Skeleton key={row} height={28} />)}
    </div>
  );
}
