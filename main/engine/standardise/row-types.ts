import type { ManyValue } from '../../../shared/model/canonical.ts';
import type { RawCell } from '../../../shared/model/source.ts';
import type { Issue, Step } from '../../../shared/model/values.ts';
import type { Finding } from './types.ts';

/** Surroundings of a refresh: `defaultCountry` ISO 3166-1 alpha-2, `now` ISO date of the run. */
export interface RowContext {
  readonly defaultCountry: string;
  readonly now: string;
}

/** A cell that a value came from. */
export interface SourceCell {
  readonly column: string;
  readonly raw: RawCell;
}

/** A standardised value with the cells it came from and the steps between. */
export interface TracedValue {
  readonly value: string;
  readonly columns: readonly SourceCell[];
  readonly steps: readonly Step[];
}

/** Lineage of one attribute of one record. */
export interface AttributeTrace {
  readonly attribute: string;
  readonly values: readonly TracedValue[];
}

/** A canonical row in the making. `trace` is there only while a value is being explained. */
export interface RowDraft {
  readonly cells: readonly RawCell[];
  readonly one: Record<string, string>;
  readonly many: Record<string, ManyValue[]>;
  readonly issues: Issue[];
  readonly trace?: Map<string, TracedValue[]>;
}

/** One part of a compiled mapping: reads cells of the draft, adds values and issues to it. */
export type Composer = (draft: RowDraft) => void;

const RAW_LENGTH = 200;

/** Adds findings as issues of an attribute, with the raw text they are about (cut to 200 characters). */
export function addIssues(
  draft: RowDraft,
  attribute: string,
  findings: readonly Finding[],
  raw: string | undefined,
): void {
  for (const { code, severity, suggestion } of findings) {
    draft.issues.push({
      code,
      severity,
      attribute,
      ...(raw ? { raw: raw.length > RAW_LENGTH ? raw.slice(0, RAW_LENGTH) : raw } : {}),
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  }
}

/** Notes the lineage of a value; of a value that is there already, the further cells are added. */
export function addTrace(draft: RowDraft, attribute: string, traced: TracedValue): void {
  if (!draft.trace) return;
  const values = draft.trace.get(attribute) ?? [];
  draft.trace.set(attribute, values);
  const at = values.findIndex(({ value }) => value === traced.value);
  const known = values[at];
  if (known) values[at] = { ...known, columns: [...known.columns, ...traced.columns] };
  else values.push(traced);
}
