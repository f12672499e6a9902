export const OPERATORS = ['contains', 'equals', 'starts', 'blank', 'filled'] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Filter {
  readonly id: string;
  readonly column: string;
  readonly op: Operator;
  readonly text: string;
}

/** `blank` and `filled` need no text. */
export const needsText = (op: Operator): boolean => op !== 'blank' && op !== 'filled';

/** A filter without its text filters nothing yet. */
export const isComplete = ({ op, text }: Filter): boolean => !needsText(op) || text.trim() !== '';
