/**
 * One thing that the exchange with Splink could not carry over as it is. Nothing is left out without a note. The words
 * are those of whoever shows it; `detail` is what the file says (a condition, a name).
 */
export const NOTE_CODES = [
  // Reading
  'column_unknown',
  'condition_unreadable',
  'condition_unsupported',
  'condition_nearest',
  'levels_joined',
  'level_to_rest',
  'comparison_left_out',
  'comparison_split',
  'comparison_as_conditions',
  'probabilities_missing',
  'probabilities_rescaled',
  'tf_weight',
  'tf_minimum',
  'rule_unreadable',
  'rule_left_out',
  'rule_wider',
  'rule_condition_dropped',
  'rules_kept',
  'link_type',
  'setting_ignored',
  'from_present_model',
  'usual_values',
  // Writing
  'level_left_out',
  'level_nearest',
  'tf_left_out',
  'key_left_out',
  'key_nearest',
  'rule_split',
  'lookalike_left_out',
  'guards_left_out',
  'thresholds_left_out',
  'lists_as_text',
] as const;

export interface Note {
  readonly code: (typeof NOTE_CODES)[number];
  /** Comparison or blocking rule it is about; '' for the whole. */
  readonly subject: string;
  /** What the file or the model says: a condition, a level, a key. */
  readonly detail: string;
  /** What became of it: a level, a key, a value. '' where nothing did. */
  readonly became: string;
}

const MOST_SHOWN = 300;

export function note(code: Note['code'], subject: string, detail = '', became = ''): Note {
  const short = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);
  return { code, subject: short(subject), detail: short(detail), became: short(became) };
}
