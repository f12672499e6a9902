import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/queries.ts';
import { useProject } from '../app/session.ts';
import { useFormat } from '../ui/format.ts';
import classes from './workspace.module.css';

declare const __VERSION__: string;

/** The version, and what the open project is. */
export function About() {
  const { t } = useTranslation('workspace');
  const format = useFormat();
  const project = useProject();
  const { data } = useQuery({ ...api.project.info.queryOptions(), enabled: project !== null });
  const lines = [
    [t('settings.version'), __VERSION__],
    [t('settings.licence'), t('settings.licenceText')],
    [t('settings.privacy'), t('settings.privacyText')],
    ...(data
      ? [
          [t('settings.file'), data.path],
          [t('settings.created'), format.dateTime(data.createdAt)],
          [
            t('settings.content'),
            t('settings.contentText', {
              count: data.records,
              records: format.number(data.records),
              sources: format.number(data.sources),
            }),
          ],
        ]
      : []),
  ];
  return (
    <dl className={classes.about}>
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
