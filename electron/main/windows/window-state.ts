import { readFileSync, writeFileSync } from 'node:fs';

export interface Bounds {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
}
export type WindowState = Bounds & { readonly maximized: boolean };

export const SMALLEST = { width: 960, height: 600 } as const;
const FIRST: WindowState = { width: 1360, height: 860, maximized: false };
/** So much of the title bar must be on some screen that a hand can take it, pixels. */
const GRIP = 80;

/**
 * Where the window may stand now: as it was left, unless the screen it stood on is gone or smaller.
 * @param screens work areas of the present displays
 */
export function fitWindow(saved: unknown, screens: readonly Required<Bounds>[]): WindowState {
  if (!isState(saved)) return FIRST;
  const width = Math.max(SMALLEST.width, saved.width);
  const height = Math.max(SMALLEST.height, saved.height);
  const { x, y, maximized } = saved;
  const grabbable =
    x !== undefined &&
    y !== undefined &&
    screens.some(
      (screen) =>
        x + width >= screen.x + GRIP &&
        x <= screen.x + screen.width - GRIP &&
        y >= screen.y &&
        y <= screen.y + screen.height - GRIP,
    );
  return grabbable ? { x, y, width, height, maximized } : { width, height, maximized };
}

function isState(value: unknown): value is WindowState {
  if (typeof value !== 'object' || value === null) return false;
  const state = value as Record<string, unknown>;
  const number = (field: unknown) => Number.isInteger(field) && Math.abs(field as number) < 100_000;
  const place = (field: unknown) => field === undefined || number(field);
  return (
    number(state.width) &&
    number(state.height) &&
    place(state.x) &&
    place(state.y) &&
    typeof state.maximized === 'boolean'
  );
}

export function readWindowState(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A window's place is not worth an error. */
export function saveWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
  } catch {
    // The disk is full or read-only: it will open where it opens.
  }
}
