import { basename, dirname } from 'node:path';
import type { Page } from 'playwright-core';
import { dropFiles } from './drop.ts';
import { FolderDialog } from './folder-dialog.ts';
import { jobEnds } from './jobs.ts';
import type { Words } from './words.ts';

/** Answers the dialogs that an action opens: those of the page in a browser, the system's in Electron. */
export interface Files {
  /** Drops files on the page shown. */
  drop(paths: readonly [string, ...string[]]): Promise<void>;
  choose(paths: readonly [string, ...string[]], action: () => Promise<void>): Promise<void>;
  folder(path: string, action: () => Promise<void>): Promise<void>;
  save(path: string, action: () => Promise<void>): Promise<void>;
}

export function browserFiles(page: Page, t: Words): Files {
  const dialog = new FolderDialog(page, t);
  return {
    // A browser does not tell where dropped files are, so the dialog comes up.
    async drop(paths) {
      await dropFiles(page, t, paths);
      await dialog.files(paths);
    },
    async choose(paths, action) {
      await action();
      await dialog.files(paths);
    },
    async folder(path, action) {
      await action();
      await dialog.folder(path);
    },
    async save(path, action) {
      await action();
      await dialog.save(dirname(path), basename(path));
    },
  };
}

/** The page on which projects are made, opened and closed. */
export class Home {
  readonly #page: Page;
  readonly #t: Words;
  readonly #files: Files;

  constructor(page: Page, t: Words, files: Files = browserFiles(page, t)) {
    this.#page = page;
    this.#t = t;
    this.#files = files;
  }

  async visit(): Promise<void> {
    await this.#page
      .getByRole('navigation', { name: this.#t('app:rail.label') })
      .getByRole('link', { name: this.#t('app:rail.home') })
      .click();
    await this.#heading(this.#t('workspace:title'));
  }

  async create(path: string): Promise<void> {
    await this.#files.save(path, () =>
      this.#page.getByRole('button', { name: this.#t('workspace:new') }).click(),
    );
    await this.#heading(this.#t('sources:title'));
  }

  async openFile(path: string): Promise<void> {
    const open = this.#page.getByRole('button', { name: this.#t('workspace:open'), exact: true });
    await this.#files.choose([path], () => open.click());
    await this.#heading(this.#t('overview:title'));
  }

  async openRecent(name: string): Promise<void> {
    const list = this.#page.getByRole('region', { name: this.#t('workspace:recents.title') });
    await list.getByRole('button', { name }).first().click();
    await this.#heading(this.#t('overview:title'));
  }

  async close(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('workspace:close') }).click();
    await this.#page.getByRole('button', { name: this.#t('workspace:close') }).waitFor({ state: 'detached' });
  }

  /** Makes the sample and waits until it is matched. */
  async makeSample(directory: string, people: number): Promise<void> {
    const t = this.#t;
    await this.#page.getByRole('button', { name: t('workspace:sample.try') }).click();
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByLabel(t('workspace:sample.directory')).fill(directory);
    await dialog.getByLabel(t('workspace:sample.people'), { exact: true }).fill(String(people));
    await dialog.getByRole('button', { name: t('workspace:sample.make') }).click();
    await dialog.waitFor({ state: 'detached' });
    await jobEnds(this.#page, t);
  }

  async #heading(name: string): Promise<void> {
    await this.#page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }
}
