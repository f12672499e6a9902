import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface WindowState {
  /** Absent: where the system puts it. */
  readonly bounds?: Bounds;
  readonly maximised: boolean;
}

/** The smallest window that pages are drawn for, in pixels. */
export const SMALLEST = { width: 1024, height: 640 } as const;
export const USUAL = { width: 1440, height: 900 } as const;
/** How much of the title bar must be on a screen, so that the window can be grabbed, in pixels. */
const GRIP = { width: 120, height: 32 };

const integer = z.number().int();
const saved = z.object({
  bounds: z.object({ x: integer, y: integer, width: integer, height: integer }).optional(),
  maximised: z.boolean(),
});

/** What was kept; the usual window when there is nothing to read, or nonsense. */
export function readWindowState(path: string): WindowState {
  try {
    return saved.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { maximised: false };
  }
}

/** Keeps it for the next start. A disk that is full or read-only costs the position, nothing else. */
export function writeWindowState(path: string, state: WindowState): void {
  try {
    writeFileSync(`${path}.tmp`, JSON.stringify(state));
    renameSync(`${path}.tmp`, path);
  } catch {
    // See above.
  }
}

/**
 * Where a window may open today: where it was, made to fit the screen it lies on.
 * @param areas work areas of the screens that are there now.
 * @returns undefined when the title bar would lie on none of them: the screen was unplugged.
 */
export function visibleBounds(bounds: Bounds | undefined, areas: readonly Bounds[]): Bounds | undefined {
  if (!bounds) return undefined;
  const { x, y } = bounds;
  const wanted = Math.max(bounds.width, SMALLEST.width);
  const area = areas.find((screen) => {
    const overlap = Math.min(x + wanted, screen.x + screen.width) - Math.max(x, screen.x);
    const top = y >= screen.y && y + GRIP.height <= screen.y + screen.height;
    return overlap >= GRIP.width && top;
  });
  if (!area) return undefined;
  const width = Math.min(wanted, Math.max(area.width, SMALLEST.width));
  const height = Math.min(Math.max(bounds.height, SMALLEST.height), Math.max(area.height, SMALLEST.height));
  return { x, y, width, height };
}
