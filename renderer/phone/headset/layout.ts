import type { HidCollectionInfo, HidReportInfo, HidReportItem } from './hid.ts';

/** HID Usage Tables 1.5 §14 (Telephony Device Page) and §11 (LED Page). */
const TELEPHONY_PAGE = 0x0b;
const telephony = (usage: number): number => (TELEPHONY_PAGE << 16) | usage;
const led = (usage: number): number => (0x08 << 16) | usage;

/** What a person does on the headset. `reject` is Drop, or button 7 of Teams' headsets within the telephony collection. */
const BUTTONS = {
  hook: [telephony(0x20)],
  mute: [telephony(0x2f)],
  reject: [telephony(0x26), (0x09 << 16) | 0x07],
} as const;
export type Button = keyof typeof BUTTONS;

/** What the headset shows. Some ring by "Ringer" of the telephony page in place of the lamp. */
const LAMPS = {
  offHook: [led(0x17)],
  mute: [led(0x09)],
  ring: [led(0x18), telephony(0x9e)],
  hold: [led(0x20)],
} as const;
export type Lamp = keyof typeof LAMPS;

/** Where a control lies in the bytes of a report. */
export interface Field {
  readonly reportId: number;
  /** From the first bit of the first byte after the report id, lowest bit first (HID 1.11 §8). */
  readonly bit: number;
  readonly size: number;
  /** A switch that stays; otherwise a push button, of which only the pressing counts. */
  readonly stays: boolean;
  /** Of an array field: the value that means this control. The field holds one control's index at a time. */
  readonly index?: number;
}

export interface HeadsetLayout {
  readonly buttons: Readonly<Partial<Record<Button, readonly Field[]>>>;
  readonly lamps: Readonly<Partial<Record<Lamp, readonly Field[]>>>;
  /** Bytes of each report that has lamps. */
  readonly outputBytes: ReadonlyMap<number, number>;
}

/** Far more than any report of a headset has; a descriptor is the device's word, and devices err. */
const MAX_BITS = 8 * 4096;

export const isTelephony = (collections: readonly HidCollectionInfo[]): boolean =>
  collections.some(({ usagePage }) => usagePage === TELEPHONY_PAGE);

/** Finds the controls of a headset in its report descriptor; undefined when there is no hook switch and no mute. */
export function readLayout(collections: readonly HidCollectionInfo[]): HeadsetLayout | undefined {
  const phones = collections.filter(({ usagePage }) => usagePage === TELEPHONY_PAGE);
  const inputs = fieldsOf(wholeReports(phones, 'inputReports'));
  const outputs = wholeReports(phones, 'outputReports');
  const shown = fieldsOf(outputs);
  const buttons = pick(BUTTONS, inputs);
  if (!buttons.hook && !buttons.mute) return undefined;
  const lamps = pick(LAMPS, shown);
  const lit = new Set(Object.values(lamps).flatMap((fields) => fields.map(({ reportId }) => reportId)));
  return {
    buttons,
    lamps,
    outputBytes: new Map(
      [...outputs].filter(([id]) => lit.has(id)).map(([id, items]) => [id, Math.ceil(bitsOf(items) / 8)]),
    ),
  };
}

type Placed = { readonly usage: number; readonly field: Field };

function pick<Name extends string>(
  wanted: Readonly<Record<Name, readonly number[]>>,
  placed: readonly Placed[],
): Partial<Record<Name, Field[]>> {
  const found: Partial<Record<Name, Field[]>> = {};
  for (const name of Object.keys(wanted) as Name[]) {
    const fields = placed.filter(({ usage }) => wanted[name].includes(usage)).map(({ field }) => field);
    if (fields.length > 0) found[name] = fields;
  }
  return found;
}

/**
 * The items of each report by its id. A report may be told of in a collection and again, in part, in those inside it:
 * the fullest telling is the report.
 */
function wholeReports(
  collections: readonly HidCollectionInfo[],
  kind: 'inputReports' | 'outputReports',
): Map<number, readonly HidReportItem[]> {
  const whole = new Map<number, readonly HidReportItem[]>();
  const take = ({ reportId = 0, items = [] }: HidReportInfo) => {
    const bits = bitsOf(items);
    if (bits <= MAX_BITS && bits > bitsOf(whole.get(reportId) ?? [])) whole.set(reportId, items);
  };
  const visit = (collection: HidCollectionInfo, depth: number) => {
    collection[kind]?.forEach(take);
    if (depth < 8) for (const child of collection.children ?? []) visit(child, depth + 1);
  };
  for (const collection of collections) visit(collection, 0);
  return whole;
}

/** An item of less than nothing, which some devices tell of, takes no place. */
const bitsOf = (items: readonly HidReportItem[]): number =>
  items.reduce(
    (bits, { reportSize = 0, reportCount = 0 }) => bits + Math.max(reportSize, 0) * Math.max(reportCount, 0),
    0,
  );

function fieldsOf(reports: ReadonlyMap<number, readonly HidReportItem[]>): Placed[] {
  return [...reports].flatMap(([reportId, items]) => {
    let bit = 0;
    return items.flatMap((item) => {
      const start = bit;
      bit += bitsOf([item]);
      return item.isConstant ? [] : placedIn(item, reportId, start);
    });
  });
}

function placedIn(item: HidReportItem, reportId: number, start: number): Placed[] {
  const { reportSize: size = 0, reportCount: count = 0 } = item;
  if (size < 1 || size > 32) return [];
  const stays = item.isAbsolute === true && item.hasPreferredState !== true;
  const usages = usagesOf(item);
  if (!item.isArray) {
    // The last usage stands for all fields that are left (HID 1.11 §6.2.2.8).
    return Array.from({ length: Math.min(count, Math.max(usages.length, 1)) }, (_, i) => ({
      usage: usages[i] ?? usages.at(-1) ?? 0,
      field: { reportId, bit: start + i * size, size, stays },
    }));
  }
  const first = item.logicalMinimum ?? 0;
  return Array.from({ length: count }, (_, slot) =>
    usages.map((usage, i) => ({
      usage,
      field: { reportId, bit: start + slot * size, size, stays: false, index: first + i },
    })),
  ).flat();
}

function usagesOf({
  isRange,
  usages = [],
  usageMinimum = 0,
  usageMaximum = -1,
}: HidReportItem): readonly number[] {
  if (!isRange) return usages;
  const length = Math.min(usageMaximum - usageMinimum + 1, 256);
  return length > 0 ? Array.from({ length }, (_, i) => usageMinimum + i) : [];
}
