import type { Locator, Page } from 'playwright-core';
import { DEFAULT_MODEL } from '../../shared/model/default-model.ts';
import type { Words } from './words.ts';

/** What is looked for in the mapping proposed for a source, and what is changed in it. */
export interface MappingCheck {
  readonly source: string;
  /** Column → target, e.g. `address.city`: some of those that must have been proposed. */
  readonly proposed: Readonly<Record<string, string>>;
  /** A column that no rule reads, and the target it is given. */
  readonly added?: { readonly column: string; readonly to: string };
}

/** Opens each mapping, reads what was proposed, and gives the columns that were left a target; each change is saved. */
export async function checkMappings(page: Page, t: Words, checks: readonly MappingCheck[]): Promise<void> {
  for (const check of checks) {
    await chooseSource(page, t, check.source);
    await expectProposed(page, t, check);
    if (check.added) await addRule(page, t, check.added);
  }
}

async function chooseSource(page: Page, t: Words, source: string): Promise<void> {
  const select = page.getByRole('combobox', { name: t('mapping:source'), exact: true });
  await select.click();
  await page.getByRole('option', { name: source, exact: true }).click();
  await page.getByRole('listbox', { name: t('mapping:source'), exact: true }).waitFor({ state: 'hidden' });
  const shown = await select.inputValue();
  if (shown !== source) throw new Error(`The mapping of ${shown} is shown, not that of ${source}.`);
}

/** The cell that says what the rule of a column feeds. */
const targetOf = (page: Page, t: Words, column: string): Locator =>
  page
    .getByRole('grid', { name: t('mapping:rules.title'), exact: true })
    .getByRole('row')
    .filter({ has: page.getByText(column, { exact: true }) })
    .getByRole('gridcell')
    .nth(1);

async function expectProposed(page: Page, t: Words, { source, proposed }: MappingCheck): Promise<void> {
  for (const [column, to] of Object.entries(proposed)) {
    const shown = await targetOf(page, t, column).textContent();
    if (shown !== labelOf(t, to))
      throw new Error(`${source}: ${column} feeds “${shown}”, not “${labelOf(t, to)}”.`);
  }
  const rules = page.getByRole('region', { name: t('mapping:rules.title'), exact: true });
  await rules
    .getByText(/^\d+([.,]\d+)?\s?%$/)
    .first()
    .waitFor();
  const byHand = await rules.getByText(t('mapping:rules.byHand'), { exact: true }).count();
  if (byHand > 0) throw new Error(`${source}: ${byHand} rules without a confidence.`);
}

async function addRule(page: Page, t: Words, { column, to }: NonNullable<MappingCheck['added']>) {
  await page.getByRole('button', { name: t('mapping:columns.map', { column }), exact: true }).click();
  // Its rule is written at once, where it lacks something.
  await page
    .getByRole('combobox', { name: t('mapping:rules.targetOf', { columns: column }), exact: true })
    .and(page.locator(':focus'))
    .waitFor();
  await page.getByRole('option', { name: labelOf(t, to), exact: true }).click();
  const preview = page.getByRole('region', { name: t('mapping:preview.title'), exact: true });
  await preview.getByRole('columnheader', { name: labelOf(t, to) }).waitFor();
  await page
    .getByRole('main')
    .getByRole('button', { name: t('mapping:save'), exact: true })
    .click();
  // The first version is the one that was proposed.
  await page.getByText(t('mapping:version', { version: '2' }), { exact: true }).waitFor();
}

/** A target in the reader's words. */
function labelOf(t: Words, to: string): string {
  const [name, part] = to.split('.');
  if (to === 'full_name') return t('mapping:target.fullName');
  const labels = DEFAULT_MODEL.entities[0]!.attributes.find((one) => one.name === name)?.label;
  const attribute = labels?.[t('mapping:title') === 'Mapping' ? 'en' : 'fr'] ?? to;
  return part === undefined
    ? attribute
    : t('mapping:target.part', { attribute, part: t(`mapping:part.${part}`) });
}
