import type { CellClassParams, ColDef } from 'ag-grid-community';
import classes from './ui.module.css';

/*
 * The looks of value.tsx for cells of a grid, by style alone: a component in each cell makes scrolling through a million
 * rows stutter.
 */

/** Text in the direction of its script; a blank in the row is shown as one, a row not there yet is not. */
export const TEXT_CELL = {
  cellClass: classes.cellText,
  cellClassRules: {
    [classes.cellBlank!]: ({ data, value }: CellClassParams) => data !== undefined && !value,
  },
} satisfies ColDef;

export const GOLDEN_CELL = [classes.cellText!, classes.cellGolden!];
export const RAW_CELL = [classes.cellText!, classes.raw!];
