import { basename, dirname } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Words } from './words.ts';

/** The dialog in which a browser chooses files of the engine's machine; in Electron the system's own stands in its place. */
export class FolderDialog {
  readonly #dialog: Locator;
  readonly #t: Words;

  constructor(page: Page, t: Words) {
    this.#dialog = page.getByRole('dialog').filter({ has: page.getByLabel(t('ui:folder.path')) });
    this.#t = t;
  }

  async files(paths: readonly [string, ...string[]]): Promise<void> {
    await this.#enter(dirname(paths[0]));
    const first = this.#dialog.getByRole('button', { name: basename(paths[0]) });
    // On a machine that is very busy a listing may be late; asked again, as a person would, it shows what is there.
    await first.waitFor({ timeout: 5_000 }).catch(() => this.#enter(dirname(paths[0])));
    for (const path of paths) {
      const entries = this.#dialog.getByRole('group', { name: this.#t('ui:folder.contents') });
      await entries
        .getByRole('button', { name: basename(path) })
        .click()
        .catch(async (error: Error) => {
          const field = await this.#dialog.getByLabel(this.#t('ui:folder.path')).inputValue();
          throw new Error(`${error.message}\nIn “${field}”: ${await this.#dialog.innerText()}`);
        });
    }
    const { length } = paths;
    const accept = this.#t(`ui:folder.accept.files_${length === 1 ? 'one' : 'other'}`, {
      count: String(length),
    });
    await this.#dialog.getByRole('button', { name: accept }).click();
  }

  async folder(path: string): Promise<void> {
    await this.#enter(path);
    await this.#dialog.getByRole('button', { name: this.#t('ui:folder.accept.folder_one') }).click();
  }

  async save(folder: string, name: string): Promise<void> {
    await this.#enter(folder);
    await this.#dialog.getByLabel(this.#t('ui:folder.name')).fill(name);
    await this.#dialog.getByRole('button', { name: this.#t('ui:folder.accept.save_one') }).click();
  }

  /** Types the folder and goes on at once, as a quick person does. */
  async #enter(folder: string): Promise<void> {
    const path = this.#dialog.getByLabel(this.#t('ui:folder.path'));
    await path.fill(folder);
    await path.press('Enter');
  }
}
