import type { Button, Field, HeadsetLayout, Lamp } from './layout.ts';

/** Which controls are pressed or switched on in a report; those that the report does not hold are absent. */
export type Pressed = Partial<Record<Button, boolean>>;
export type Lamps = Readonly<Record<Lamp, boolean>>;

export const DARK: Lamps = { offHook: false, mute: false, ring: false, hold: false };

/** Reads an input report. A report that is shorter than the descriptor says holds what it holds. */
export function readButtons(layout: HeadsetLayout, reportId: number, data: DataView): Pressed {
  const pressed: Pressed = {};
  for (const button of Object.keys(layout.buttons) as Button[]) {
    for (const field of layout.buttons[button] ?? []) {
      const value = field.reportId === reportId ? readField(data, field) : undefined;
      if (value === undefined) continue;
      const on = field.index === undefined ? value !== 0 : value === field.index;
      // An array has a place for each of several controls: one of them is enough.
      pressed[button] = on || pressed[button] === true;
    }
  }
  return pressed;
}

/** The output reports that show these lamps, each whole: a report says all of its lamps at once. */
export function writeLamps(layout: HeadsetLayout, lamps: Lamps): Map<number, Uint8Array<ArrayBuffer>> {
  const reports = new Map(
    [...layout.outputBytes].map(([reportId, bytes]) => [reportId, new Uint8Array(bytes)] as const),
  );
  for (const lamp of Object.keys(layout.lamps) as Lamp[]) {
    if (!lamps[lamp]) continue;
    for (const field of layout.lamps[lamp] ?? []) {
      const report = reports.get(field.reportId);
      if (report) writeField(report, field);
    }
  }
  return reports;
}

/** Whether this button is a switch that stays, so that its value tells the headset's state and not a pressing. */
export const stays = (layout: HeadsetLayout, button: Button): boolean =>
  layout.buttons[button]?.some((field) => field.stays) === true;

function readField(data: DataView, { bit, size }: Field): number | undefined {
  if (bit + size > data.byteLength * 8) return undefined;
  let value = 0;
  for (let i = 0; i < size; i++) {
    const at = bit + i;
    if ((data.getUint8(at >> 3) >> (at & 7)) & 1) value += 2 ** i;
  }
  return value;
}

/** Of a lamp in an array its index is written into the first free place, as the one that is on. */
function writeField(report: Uint8Array, { bit, size, index }: Field): void {
  const value = index ?? 1;
  if (
    index !== undefined &&
    readField(new DataView(report.buffer), { bit, size, reportId: 0, stays: false }) !== 0
  )
    return;
  for (let i = 0; i < size; i++) {
    const at = bit + i;
    if (Math.floor(value / 2 ** i) % 2 === 1) report[at >> 3] = (report[at >> 3] ?? 0) | (1 << (at & 7));
  }
}
