export const OPERATORS = ['contains', 'equals', 'starts', 'blank', 'filled'] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Filter {
  readonly id: string;
  readonly column: string;
  readonly op: Operator;
  readonly text: string;
}

/** Columns that only figures of the overview filter by: how many records, from which one source, what the last run did. */
const OF_FIGURES = { members: '_members', only: '_sources', event: '_event' } as const;
export type OfFigure = keyof typeof OF_FIGURES;

/** The figure a filter comes from; undefined: it was set in the filter bar. */
export const figureOf = ({ column }: Filter): OfFigure | undefined =>
  (Object.keys(OF_FIGURES) as OfFigure[]).find((figure) => OF_FIGURES[figure] === column);

/** The filters of an address such as `/golden/individual?members=2`. */
export const filtersOf = (search: string): readonly Filter[] =>
  [...new URLSearchParams(search)].flatMap(([figure, text]): Filter[] =>
    figure in OF_FIGURES ? [{ id: figure, column: OF_FIGURES[figure as OfFigure], op: 'equals', text }] : [],
  );

/** `blank` and `filled` need no text. */
export const needsText = (op: Operator): boolean => op !== 'blank' && op !== 'filled';

/** A filter without its text filters nothing yet. */
export const isComplete = ({ op, text }: Filter): boolean => !needsText(op) || text.trim() !== '';
