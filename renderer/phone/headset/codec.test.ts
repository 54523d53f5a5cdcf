import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DARK, type Lamps, readButtons, writeLamps } from './codec.ts';
import { type HeadsetLayout, isTelephony, readLayout } from './layout.ts';
import { CORDED, CORDLESS } from './scripted-headset.ts';

const layoutOf = (collections: Parameters<typeof readLayout>[0]): HeadsetLayout => {
  const layout = readLayout(collections);
  if (!layout) throw new Error('no layout');
  return layout;
};
const lit = (change: Partial<Lamps>): Lamps => ({ ...DARK, ...change });

describe('the report descriptor', () => {
  const report = (...bytes: number[]) => new DataView(new Uint8Array(bytes).buffer);

  it('tells where the bits of a corded headset lie', () => {
    const layout = layoutOf(CORDED);
    expect(readButtons(layout, 2, report(0b0000_0001))).toEqual({ hook: true, mute: false, reject: false });
    expect(readButtons(layout, 2, report(0b0000_0100))).toEqual({ hook: false, mute: true, reject: false });
    expect(readButtons(layout, 2, report(0b0010_0001))).toEqual({ hook: true, mute: false, reject: true });
    // The sixth button, flash and the busy tone are nobody's.
    expect(readButtons(layout, 2, report(0b0001_1010))).toEqual({ hook: false, mute: false, reject: false });
    const written = (lamps: Partial<Lamps>) =>
      [...writeLamps(layout, lit(lamps))].map(([id, bytes]) => [id, ...bytes]);
    expect(written({})).toEqual([[2, 0, 0]]);
    expect(written({ offHook: true })).toEqual([[2, 0b0_0010, 0]]);
    expect(written({ offHook: true, mute: true })).toEqual([[2, 0b0_0110, 0]]);
    expect(written({ ring: true, hold: true })).toEqual([[2, 0b1_1000, 0]]);
  });

  it('tells the array, the nested collection and the two reports of a cordless one', () => {
    const layout = layoutOf(CORDLESS);
    expect(readButtons(layout, 8, report(0x03, 0))).toEqual({ hook: true, mute: false, reject: false });
    expect(readButtons(layout, 8, report(0x31, 1))).toEqual({ hook: true, mute: true, reject: true });
    expect(readButtons(layout, 8, report(0x02, 0))).toEqual({ hook: false, mute: false, reject: false });
    expect([...writeLamps(layout, lit({ ring: true, mute: true }))]).toEqual([
      [9, new Uint8Array([1])],
      [10, new Uint8Array([1])],
    ]);
    expect(writeLamps(layout, lit({ offHook: true })).get(10)).toEqual(new Uint8Array([2]));
  });

  it('another report, a short one and an empty one hold nothing of it', () => {
    expect(readButtons(layoutOf(CORDED), 1, report(0xff))).toEqual({});
    expect(readButtons(layoutOf(CORDED), 2, report())).toEqual({});
    expect(readButtons(layoutOf(CORDLESS), 8, report(0x03))).toEqual({ hook: true, reject: false });
  });

  it('a device that is no telephone has none', () => {
    const keyboard = [{ usagePage: 1, usage: 6, inputReports: [{ reportId: 0, items: [] }] }];
    expect([isTelephony(keyboard), readLayout(keyboard)]).toEqual([false, undefined]);
    expect(readLayout([{ usagePage: 0x0b, usage: 5 }])).toBeUndefined();
    expect(isTelephony(CORDED)).toBe(true);
  });

  it('whatever a device says of itself and sends, nothing breaks', () => {
    const item = fc.record({
      usages: fc.array(fc.constantFrom(0x0b0020, 0x0b002f, 0x080017, 0x080009, 1, -1), { maxLength: 4 }),
      usageMinimum: fc.integer(),
      usageMaximum: fc.integer(),
      isRange: fc.boolean(),
      isArray: fc.boolean(),
      isConstant: fc.boolean(),
      isAbsolute: fc.boolean(),
      reportSize: fc.integer({ min: -1, max: 100 }),
      reportCount: fc.integer({ min: -1, max: 5000 }),
      logicalMinimum: fc.integer(),
    });
    const reports = fc.array(fc.record({ reportId: fc.nat(3), items: fc.array(item, { maxLength: 6 }) }), {
      maxLength: 3,
    });
    const collection = fc.record({
      usagePage: fc.constant(0x0b),
      inputReports: reports,
      outputReports: reports,
    });
    fc.assert(
      fc.property(
        fc.array(collection, { maxLength: 3 }),
        fc.uint8Array({ maxLength: 64 }),
        (collections, bytes) => {
          const layout = readLayout(collections);
          if (!layout) return;
          for (const id of [0, 1, 2, 3]) readButtons(layout, id, new DataView(bytes.buffer, 0, bytes.length));
          for (const [, out] of writeLamps(layout, { offHook: true, mute: true, ring: true, hold: true }))
            expect(out.length).toBeLessThanOrEqual(4096);
        },
      ),
    );
  });
});
