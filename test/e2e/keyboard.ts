import type { Locator, Page } from 'playwright-core';

type Role = Parameters<Page['getByRole']>[0];

interface Stop {
  /** The same number for the same element, however often it has the focus. */
  readonly id: number;
  readonly what: string;
  readonly isSeen: boolean;
}

/** How many presses of Tab a control may be away before it counts as out of reach. */
const REACH = 25;

/** Told in the page: what has the focus, and whether it is seen to have it. */
const FOCUSED = `(() => {
  const ids = (globalThis.focusIds ??= new WeakMap());
  const element = document.activeElement ?? document.body;
  if (!ids.has(element)) ids.set(element, (globalThis.lastFocusId = (globalThis.lastFocusId ?? 0) + 1));
  const isDrawn = (one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
  };
  // A field may be marked on the frame around it, a hidden radio on the label beside it.
  const around = [element, element.nextElementSibling, element.parentElement, element.parentElement?.parentElement];
  const frame = element.closest('.mantine-Input-wrapper')?.querySelector('.mantine-Input-input');
  const bordered = frame && getComputedStyle(frame).borderColor !== getComputedStyle(document.body).borderColor;
  const marked = element.matches('main, body, [role="separator"]') || around.some((one) => one && isDrawn(one));
  // A drawn control is drawn in the colour of the focus.
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = 'var(--o-focus)';
  const colour = getComputedStyle(probe).color;
  probe.remove();
  const drawn =
    element instanceof SVGElement &&
    [...element.children].some((one) => getComputedStyle(one).stroke === colour);
  const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 60) ?? '';
  return { id: ids.get(element), what: element.tagName.toLowerCase() + ' ' + name, isSeen: marked || !!bordered || drawn };
})()`;

/** A person without a mouse. Every stop on the way must be seen to have the focus. */
export class Keyboard {
  readonly #page: Page;
  /** Stops on which the focus was not seen. */
  readonly unseen = new Set<string>();
  /** How often each control was how many presses away. */
  readonly distances: { readonly name: string; readonly presses: number }[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  /** Types into the field that has the focus, in the place of what is there. */
  async write(text: string): Promise<void> {
    await this.press('Control+a');
    await this.#page.keyboard.type(text);
  }

  focused(): Promise<Stop> {
    return this.#page.evaluate<Stop>(FOCUSED);
  }

  /** Presses Tab until the control of this role and name has the focus. */
  tabTo(role: Role, name: string | RegExp, back?: 'Shift+Tab'): Promise<void> {
    return this.goTo(role, name, back ?? 'Tab');
  }

  /** Presses `key` until the control of this role and name has the focus. */
  async goTo(role: Role, name: string | RegExp, key: string, reach = REACH): Promise<void> {
    const wanted = this.#page.getByRole(role, { name }).and(this.#page.locator(':focus'));
    const way: string[] = [];
    for (let presses = 0; presses <= reach; presses++) {
      if ((await wanted.count()) > 0) {
        this.distances.push({ name: String(name), presses });
        return;
      }
      const before = await this.focused();
      await this.press(key);
      const now = await this.focused();
      way.push(now.what);
      if (!now.isSeen) this.unseen.add(now.what);
      if (key.endsWith('Tab') && now.id === before.id) throw new Error(`The focus is caught on ${now.what}.`);
    }
    throw new Error(`${role} “${name}” is not reached in ${reach} presses of ${key}:\n  ${way.join('\n  ')}`);
  }

  /** Goes to what the command palette calls `name`. */
  async command(name: string, arrived: Locator): Promise<void> {
    await this.press('Control+k');
    const search = this.#page.getByRole('dialog').getByRole('textbox').and(this.#page.locator(':focus'));
    await search.waitFor();
    await this.write(name);
    await this.#page.getByRole('dialog').getByRole('button', { name }).first().waitFor();
    await this.press('Enter');
    await arrived.waitFor();
    await search.waitFor({ state: 'detached' });
  }

  /** Once round the window by Tab. @returns the number of stops. Throws when the focus does not come round. */
  async round(most: number): Promise<number> {
    // What has the focus now may be no stop of Tab itself, as a page that was just gone to.
    await this.press('Tab');
    const first = await this.focused();
    let before = first;
    const way: string[] = [];
    for (let stops = 1; stops <= most; stops++) {
      await this.press('Tab');
      const now = await this.focused();
      if (!now.isSeen) this.unseen.add(now.what);
      if (now.id === first.id) return stops;
      way.push(now.what);
      // Between its last stop and its first the window hands over to the browser around it.
      const isCaught = now.id === before.id && !now.what.startsWith('body');
      if (isCaught) throw new Error(`The focus is caught on ${now.what}.`);
      before = now;
    }
    throw new Error(`Tab does not come round in ${most} presses:\n  ${way.join('\n  ')}`);
  }
}
