import { IconTrash } from '@tabler/icons-react';
import { memo } from 'react';
import type { EntityType } from '../../shared/model/canonical.ts';
import type { MappingRule } from '../../shared/model/mapping.ts';
import type { DraftRule, Field, Suggested } from './draft.ts';
import classes from './mapping.module.css';
import { RuleFields } from './rule-fields.tsx';
import type { RuleWords } from './rule-words.ts';

interface RuleRowProps {
  readonly one: DraftRule;
  readonly isChosen: boolean;
  /** The field that is being written; undefined: the rule is only read. */
  readonly field: Field | undefined;
  readonly entity: EntityType | undefined;
  readonly columns: ReadonlySet<string>;
  readonly words: RuleWords;
  /** Undefined: the rule was made by hand; `wait`: not known yet. */
  readonly suggested: Suggested | undefined | 'wait';
  readonly onChange: (id: number, part: Partial<MappingRule>) => void;
}

/**
 * A rule as plain text, since there may be hundreds; its fields only while it is written. What is done with it by mouse
 * and keyboard is heard by the table.
 */
export const RuleRow = memo(function RuleRow(props: RuleRowProps) {
  const { one, isChosen, field, entity, columns, words, suggested } = props;
  const { id, rule } = one;
  const gone = rule.from.filter((column) => !columns.has(column));
  const how = words.how(rule);
  return (
    <>
      <tr
        data-rule={id}
        data-lacks={rule.from.length === 0 ? 'from' : undefined}
        tabIndex={-1}
        aria-selected={isChosen}
        className={isChosen ? `${classes.rule} ${classes.chosen}` : classes.rule}
      >
        {field ? (
          <RuleFields
            rule={rule}
            field={field}
            entity={entity}
            columns={[...columns]}
            isGone={gone.length > 0}
            onChange={(part) => props.onChange(id, part)}
          />
        ) : (
          <RuleTexts rule={rule} gone={gone} words={words} />
        )}
        <td>
          <small className={`${classes.muted} ${classes.cut}`} title={how}>
            {how}
          </small>
        </td>
        <td>{suggested !== 'wait' && <Confidence suggested={suggested} words={words} />}</td>
        <td className={classes.actions}>
          <button
            type="button"
            className={classes.remove}
            // Reached by Tab from the fields of its rule.
            tabIndex={field ? 0 : -1}
            data-remove
            aria-label={words.remove(rule.to)}
          >
            <IconTrash size={16} aria-hidden="true" />
          </button>
        </td>
      </tr>
      {gone.length > 0 && (
        <tr className={classes.gone}>
          <td colSpan={5}>{words.gone(gone)}</td>
        </tr>
      )}
    </>
  );
});

interface RuleTextsProps {
  readonly rule: MappingRule;
  readonly gone: readonly string[];
  readonly words: RuleWords;
}

function RuleTexts({ rule, gone, words }: RuleTextsProps) {
  return (
    <>
      <td data-field="from" className={classes.written}>
        <span className={classes.cut} title={rule.from.join(', ')}>
          {rule.from.length === 0 && <span className={classes.muted}>{words.chooseColumns}</span>}
          {rule.from.map((column) => (
            <bdi key={column} className={classes.from} data-gone={gone.includes(column) || undefined}>
              {column}
            </bdi>
          ))}
        </span>
      </td>
      <td data-field="to" className={classes.written}>
        {rule.to === '' ? (
          <span className={classes.muted}>{words.chooseTarget}</span>
        ) : (
          <span className={classes.cut} title={words.target(rule.to)}>
            {words.target(rule.to)}
          </span>
        )}
      </td>
    </>
  );
}

interface ConfidenceProps {
  readonly suggested: Suggested | undefined;
  readonly words: RuleWords;
}

function Confidence({ suggested, words }: ConfidenceProps) {
  if (!suggested) return <small className={classes.muted}>{words.byHand}</small>;
  const { confidence } = suggested;
  const level = confidence >= 0.8 ? 'high' : confidence >= 0.5 ? 'middle' : 'low';
  return (
    <span className={classes.confidence} data-level={level} title={words.reasons(suggested)}>
      {words.sure(confidence)}
    </span>
  );
}
