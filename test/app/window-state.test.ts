import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readWindowState, visibleBounds, writeWindowState } from '../../main/app/window-state.ts';

const LAPTOP = { x: 0, y: 0, width: 1440, height: 860 };
const SECOND = { x: 1440, y: 0, width: 2560, height: 1400 };

describe('where the window opens', () => {
  it('is where it was, on either screen', () => {
    const first = { x: 50, y: 40, width: 1100, height: 700 };
    const second = { x: 1500, y: 100, width: 1900, height: 1200 };
    expect(visibleBounds(first, [LAPTOP, SECOND])).toEqual(first);
    expect(visibleBounds(second, [LAPTOP, SECOND])).toEqual(second);
  });

  it('is left to the system when the screen it was on is gone', () => {
    expect(visibleBounds({ x: 1500, y: 100, width: 1900, height: 1200 }, [LAPTOP])).toBeUndefined();
    expect(visibleBounds(undefined, [LAPTOP])).toBeUndefined();
  });

  it('keeps the title bar within reach: not above the screen, not a sliver at its edge', () => {
    expect(visibleBounds({ x: 50, y: -40, width: 1100, height: 700 }, [LAPTOP])).toBeUndefined();
    expect(visibleBounds({ x: 1400, y: 50, width: 1100, height: 700 }, [LAPTOP])).toBeUndefined();
  });

  it('fits the screen, and is never smaller than the pages are drawn for', () => {
    const huge = visibleBounds({ x: 0, y: 0, width: 4000, height: 3000 }, [LAPTOP]);
    expect(huge).toMatchObject({ width: 1440, height: 860 });
    const tiny = visibleBounds({ x: 0, y: 0, width: 10, height: 10 }, [LAPTOP]);
    expect(tiny).toMatchObject({ width: 1024, height: 640 });
  });
});

describe('what is kept of the window', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'orfevre-window-state-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is read back', () => {
    const path = join(folder, 'window.json');
    const state = { bounds: { x: 1, y: 2, width: 1200, height: 800 }, maximised: true };
    writeWindowState(path, state);
    expect(readWindowState(path)).toEqual(state);
    expect(readdirSync(folder)).toEqual(['window.json']);
  });

  it.each(['', '{', 'null', '{"maximised":"yes"}', '{"bounds":{"x":1},"maximised":false}'])(
    'is nothing when the file holds %j',
    (text) => {
      const path = join(folder, 'window.json');
      writeFileSync(path, text);
      expect(readWindowState(path)).toEqual({ maximised: false });
    },
  );

  it('does not keep the window from closing when it cannot be written', () => {
    expect(() => writeWindowState(join(folder, 'nowhere/window.json'), { maximised: false })).not.toThrow();
  });
});
