import type { ManyValue } from '../../../shared/model/canonical.ts';
import type { Strategy } from '../../../shared/model/survivorship.ts';
import type { CanonicalRow } from '../../../shared/model/values.ts';

/** One record of a cluster, standardised. */
export interface Member {
  readonly recordId: number;
  /** Name of its source, as in `sourcePriority`. */
  readonly source: string;
  readonly row: CanonicalRow;
  /** ISO 8601; absent: the row's own `updated_at`. Records without either lose to records with one. */
  readonly updatedAt?: string;
  /** A steward vouches for this record. */
  readonly validated?: boolean;
}

/**
 * What broke the tie. Beside the strategies:
 * only_value    – every record that says something says this
 * override      – the steward's own choice
 * full_form     – a full name beats an initial or short form, a full date a partial one, a deliverable address a bare city
 * best_spelling – same value, the spelling richest in accents and proper case
 * coupled       – taken from the record of the attribute it moves with
 * listed_first  – a record's first e-mail beats its second one
 * lowest_record – nothing else told them apart
 */
export type DecidingRule =
  | Strategy
  | 'only_value'
  | 'override'
  | 'full_form'
  | 'best_spelling'
  | 'coupled'
  | 'listed_first'
  | 'lowest_record';

export interface GoldenValue {
  readonly value: string;
  /** null: typed by a steward, in no record. */
  readonly recordId: number | null;
  readonly rule: DecidingRule;
}

/** One element of a 'many' attribute, whole, from the first of `recordIds`; the others say the same. */
export interface GoldenElement extends ManyValue {
  readonly recordIds: readonly number[];
  readonly rule: DecidingRule;
}

/** Attribute name → what survived. Absent = blank. 'many': best first. */
export interface GoldenRow {
  readonly one: Readonly<Record<string, GoldenValue>>;
  readonly many: Readonly<Record<string, readonly GoldenElement[]>>;
}

/** A steward's choice for one attribute; it beats every rule. `value` null: this person has none. */
export interface Override {
  readonly value: string | readonly ManyValue[] | null;
  /** The record it was chosen from, if it was chosen and not typed. */
  readonly recordId?: number;
}

/** Attribute name → choice. */
export type Overrides = Readonly<Record<string, Override>>;

/** Why a candidate lost, where that is not one of the rules. */
export type LosingReason = DecidingRule | 'blank' | 'same_value' | 'swapped_names';

/** One value one record offers for one attribute. */
export interface CandidateExplanation {
  readonly recordId: number | null;
  readonly source: string | null;
  /** '' for a blank. */
  readonly value: string;
  readonly type?: string;
  /** The golden value (or one of them) is this value. */
  readonly won: boolean;
  /** The rule by which it won or lost; `same_value`: it agrees with the winner, which was taken from another record. */
  readonly rule: LosingReason;
}

/** Internal: a value on its way through the rules. */
export interface Candidate {
  readonly member: Member;
  readonly value: string;
  /** Element of a 'many' attribute. */
  readonly element: ManyValue | undefined;
  /** Values with the same group count as one and the same. */
  readonly group: number;
  readonly position: number;
  readonly sourceRank: number;
  readonly updatedAt: string;
  /** 0 is full; higher is a lesser form. */
  readonly form: number;
  readonly blank: boolean;
  doubtful: boolean;
}
