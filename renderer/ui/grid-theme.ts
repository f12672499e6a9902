import { themeQuartz } from 'ag-grid-community';

/** AG Grid in the colours of renderer/app/theme/tokens.css; both schemes follow from the variables. */
export const gridTheme = themeQuartz.withParams({
  accentColor: 'var(--o-focus)',
  backgroundColor: 'var(--o-surface)',
  foregroundColor: 'var(--o-ink)',
  borderColor: 'var(--o-border)',
  chromeBackgroundColor: 'var(--o-bg)',
  headerBackgroundColor: 'var(--o-bg)',
  headerTextColor: 'var(--o-ink-2)',
  headerFontWeight: 600,
  rowHoverColor: 'var(--o-hover)',
  selectedRowBackgroundColor: 'var(--o-selected)',
  oddRowBackgroundColor: 'var(--o-surface)',
  fontFamily: 'inherit',
  fontSize: 13,
  headerFontSize: 12,
  rowHeight: 30,
  headerHeight: 32,
  borderRadius: 6,
  wrapperBorderRadius: 6,
  cellHorizontalPadding: 10,
  spacing: 6,
  columnBorder: false,
  browserColorScheme: 'inherit',
});
