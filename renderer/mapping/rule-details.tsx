import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CanonicalModel, EntityType } from '../../shared/model/canonical.ts';
import type { MappingRule } from '../../shared/model/mapping.ts';
import { Inspect } from '../app/inspector.tsx';
import { Value } from '../ui/value.tsx';
import { CodesEditor } from './codes-editor.tsx';
import type { Suggested } from './draft.ts';
import classes from './mapping.module.css';
import { useReason } from './reason-text.ts';
import { attributeOf, useTargetLabel } from './targets.ts';
import { TransformsEditor } from './transforms-editor.tsx';

const DATE_ORDERS = ['dmy', 'mdy', 'ymd', 'dym', 'ydm'] as const;

interface RuleDetailsProps {
  readonly source: string;
  readonly model: CanonicalModel;
  readonly entity: EntityType | undefined;
  readonly rule: MappingRule;
  readonly suggested: Suggested | undefined;
  readonly onChange: (part: Partial<MappingRule>) => void;
}

/** Everything of one rule beside its columns and target. */
export function RuleDetails({ source, model, entity, rule, suggested, onChange }: RuleDetailsProps) {
  const { t } = useTranslation('mapping');
  const labelOf = useTargetLabel(entity);
  const attribute = attributeOf(entity, rule.to);
  const isDate = attribute?.kind === 'date' || attribute?.kind === 'datetime';
  const list = model.codeLists.find(({ name }) => name === attribute?.codeList);
  const column = rule.from[0];
  return (
    <Inspect title={rule.to === '' ? t('rules.new') : labelOf(rule.to)}>
      <div className={classes.details}>
        <Why suggested={suggested} />
        {rule.from.length > 1 && (
          <TextInput
            label={t('details.join')}
            description={t('details.joinHelp')}
            value={rule.join ?? ' '}
            onChange={(event) => onChange({ join: event.currentTarget.value })}
          />
        )}
        {attribute?.cardinality === 'many' && (
          <>
            <TextInput
              label={t('details.type')}
              description={t('details.typeHelp')}
              value={rule.type ?? ''}
              onChange={(event) => onChange({ type: event.currentTarget.value || undefined })}
            />
            <TextInput
              label={t('details.group')}
              description={t('details.groupHelp')}
              value={rule.group ?? ''}
              onChange={(event) => onChange({ group: event.currentTarget.value || undefined })}
            />
          </>
        )}
        {isDate && (
          <Select
            label={t('details.dateOrder')}
            placeholder={t('details.detected')}
            clearable
            clearButtonProps={{ 'aria-label': t('details.detected') }}
            value={rule.dateOrder ?? null}
            onChange={(order) => onChange({ dateOrder: DATE_ORDERS.find((known) => known === order) })}
            data={DATE_ORDERS.map((value) => ({ value, label: t(`dateOrder.${value}`) }))}
          />
        )}
        <TransformsEditor
          transforms={rule.transforms ?? []}
          onChange={(transforms) => onChange({ transforms: transforms.length > 0 ? transforms : undefined })}
        />
        {list && column !== undefined && (
          <CodesEditor
            source={source}
            column={column}
            list={list}
            codes={rule.codes ?? {}}
            onChange={(codes) => onChange({ codes: Object.keys(codes).length > 0 ? codes : undefined })}
          />
        )}
      </div>
    </Inspect>
  );
}

function Why({ suggested }: { readonly suggested: Suggested | undefined }) {
  const { t } = useTranslation('mapping');
  const reasonOf = useReason();
  if (!suggested) return null;
  return (
    <section>
      <h3 className={classes.paneTitle}>{t('details.why')}</h3>
      <ul className={classes.plainList}>
        {suggested.reasons.map((reason) => (
          <li key={reason}>{reasonOf(reason)}</li>
        ))}
      </ul>
      <span className={classes.samples}>
        {suggested.samples.map((sample) => (
          <Value key={sample} kind="raw" value={sample} />
        ))}
      </span>
    </section>
  );
}
