import { createGrid } from 'ag-grid-community';
import './data-grid.tsx';
import { gridTheme } from './grid-theme.ts';
import { styleNonce } from './nonce.ts';

/**
 * An empty grid that nobody sees and that stays. The last grid to go takes the styles of all grids with it, and the
 * next to come puts them back, which makes the browser work out the style of everything on the page again; and the very
 * first takes some 100 ms that the page it is on need not wait for.
 */
export function keepGridOnStandBy(): void {
  const place = document.createElement('div');
  place.hidden = true;
  document.body.append(place);
  createGrid(place, { theme: gridTheme, styleNonce, columnDefs: [{ colId: 'none' }], rowData: [] });
}
