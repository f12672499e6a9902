import type { ColDef } from 'ag-grid-community';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Kind } from '../../shared/kinds/kinds.ts';
import type { client } from '../api/client.ts';
import { useValueTexts } from '../app/model.ts';
import { GOLDEN_CELL, TEXT_CELL } from '../ui/cells.ts';

export interface GoldenRow {
  readonly goldenId: string;
  readonly members: number;
  readonly cells: readonly (string | null)[];
}

export type GoldenColumns = Awaited<ReturnType<typeof client.golden.columns>>;

export const MEMBERS = '_members';

/** Who it is, how to reach them, then the rest in the order of the model; what is empty comes last, out of sight. */
const FIRST: readonly Kind[] = [
  'given_name',
  'family_name',
  'organisation_name',
  'email',
  'phone',
  'address',
  'date',
];
/** Widths that fit most values, in px; others take {@link USUAL}. */
const WIDTHS: Partial<Record<Kind, number>> = {
  email: 230,
  phone: 170,
  address: 300,
  organisation_name: 220,
  title: 90,
  sex: 90,
  date: 120,
  datetime: 150,
};
const USUAL = 150;
/** A header of so many letters in bold, with its sort arrow and padding, in px. */
const headerWidth = (label: string): number => label.length * 7.5 + 44;

function rank(column: GoldenColumns[number]): number {
  if (column.empty) return FIRST.length + 1;
  const place = FIRST.indexOf(column.kind as Kind);
  return place < 0 ? FIRST.length : place;
}

/** The columns of the grid. Cells are told by their place in the answer, whatever place they have on screen. */
export function useGoldenColumns(
  entity: string,
  columns: GoldenColumns | undefined,
): ColDef<GoldenRow>[] | undefined {
  const { t, i18n } = useTranslation('golden');
  const texts = useValueTexts(entity);
  const language = i18n.language.startsWith('fr') ? 'fr' : 'en';
  return useMemo(() => {
    if (!columns) return undefined;
    const places = new Map(columns.map(({ name }, place) => [name, place]));
    const definition = (column: GoldenColumns[number]): ColDef<GoldenRow> => {
      const place = places.get(column.name)!;
      const label = column.label[language];
      return {
        colId: column.name,
        headerName: label,
        headerTooltip: label,
        width: Math.max(WIDTHS[column.kind as Kind] ?? USUAL, headerWidth(label)),
        initialHide: column.empty,
        valueGetter: ({ data }) => data?.cells[place],
        valueFormatter: ({ value }) => (value ? texts.cell(column.name, value) : ''),
        ...TEXT_CELL,
      };
    };
    return [
      {
        colId: 'golden_id',
        headerName: t('goldenId'),
        pinned: 'left',
        width: 188,
        valueGetter: ({ data }) => data?.goldenId,
        cellClass: GOLDEN_CELL,
      },
      ...columns.toSorted((a, b) => rank(a) - rank(b)).map(definition),
      {
        colId: MEMBERS,
        headerName: t('members'),
        width: headerWidth(t('members')),
        cellClass: 'o-num',
        valueGetter: ({ data }) => data?.members,
      },
    ];
  }, [columns, language, texts, t]);
}
