import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ButtonReader, type HeadsetAction } from './button-reader.ts';
import { DARK, type Lamps } from './codec.ts';
import { startHeadsets } from './headsets.ts';
import { type HeadsetLayout, readLayout } from './layout.ts';
import { CORDED, CORDLESS, ScriptedHeadset, ScriptedHid } from './scripted-headset.ts';

const layoutOf = (collections: Parameters<typeof readLayout>[0]): HeadsetLayout => {
  const layout = readLayout(collections);
  if (!layout) throw new Error('no layout');
  return layout;
};
const lit = (change: Partial<Lamps>): Lamps => ({ ...DARK, ...change });

describe('a headset on a phone', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  /** A phone with a core that decides as ours does, so far as a headset can feel it. */
  async function phone(device: ScriptedHeadset) {
    const hid = new ScriptedHid();
    const actions: HeadsetAction[] = [];
    const notes: string[] = [];
    let lamps = DARK;
    let obeys = true;
    const headsets = startHeadsets({ hid, onAction: act, note: (message) => notes.push(message) });
    const show = (change: Partial<Lamps>) => {
      lamps = { ...lamps, ...change };
      headsets.show(lamps);
    };
    function act(action: HeadsetAction): void {
      actions.push(action);
      if (!obeys) return;
      if (action.kind === 'mute' && lamps.offHook) show({ mute: !lamps.mute });
      if (action.kind === 'reject') show({ ring: false });
      if (action.kind !== 'hook') return;
      if (action.offHook && lamps.ring) show({ ring: false, offHook: true });
      if (!action.offHook) show({ offHook: false, mute: false });
    }
    const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
    hid.plug(device);
    // It is told to be dark, and has done so.
    await settle(1000);
    device.told.length = 0;
    return {
      hid,
      headsets,
      actions,
      notes,
      show,
      settle,
      lamps: () => lamps,
      ignore: () => {
        obeys = false;
      },
      taken: () => actions.splice(0),
    };
  }

  /** As the usage tables want it: the hook of the headset follows the lamp of the host, a little later. */
  function following(device: ScriptedHeadset, delayMs = 30): void {
    let hook = 0;
    device.onTold = (_id, bytes) => {
      const wanted = ((bytes[0] ?? 0) >> 1) & 1;
      setTimeout(() => {
        if (wanted === hook) return;
        hook = wanted;
        device.says(2, hook);
      }, delayMs);
    };
    device.addEventListener('inputreport', (event) => {
      hook = (event as Event & { data: DataView }).data.getUint8(0) & 1;
    });
  }

  it('rings, is answered and hung up on the headset', async () => {
    const device = new ScriptedHeadset(CORDED);
    following(device);
    const { show, settle, taken, lamps } = await phone(device);
    show({ ring: true });
    await settle(100);
    expect(device.told).toEqual(['2: 8 0']);
    device.says(2, 1);
    await settle(100);
    expect(taken()).toEqual([{ kind: 'hook', offHook: true }]);
    expect(device.told.splice(0)).toEqual(['2: 8 0', '2: 2 0']);
    device.says(2, 0);
    await settle(10_000);
    expect(taken()).toEqual([{ kind: 'hook', offHook: false }]);
    expect(device.told).toEqual(['2: 0 0']);
    expect(lamps()).toEqual(DARK);
  });

  it('answered and hung up in the window: the headset only follows, and that is no button', async () => {
    for (const delayMs of [5, 3000]) {
      const device = new ScriptedHeadset(CORDED);
      following(device, delayMs);
      const { show, settle, taken } = await phone(device);
      show({ ring: true });
      show({ ring: false, offHook: true });
      await settle(delayMs + 1000);
      show({ offHook: false });
      await settle(delayMs + 10_000);
      expect(taken()).toEqual([]);
      expect(device.told).toEqual(['2: 8 0', '2: 2 0', '2: 0 0']);
    }
  });

  it('answered in the window, hung up on the headset', async () => {
    const device = new ScriptedHeadset(CORDED);
    following(device);
    const { show, settle, taken } = await phone(device);
    show({ offHook: true });
    await settle(100);
    device.says(2, 0);
    await settle(10_000);
    expect(taken()).toEqual([{ kind: 'hook', offHook: false }]);
    expect(device.told).toEqual(['2: 2 0', '2: 0 0']);
  });

  it('mutes both ways without a circle, also with a headset that repeats what it is told', async () => {
    const device = new ScriptedHeadset(CORDED);
    const { show, settle, taken, lamps } = await phone(device);
    show({ offHook: true });
    device.says(2, 1);
    await settle(1000);
    let last = 0;
    device.onTold = (_id, bytes) => {
      const mute = bytes[0] ?? 0;
      if ((mute & 4) === (last & 4)) return;
      last = mute;
      setTimeout(() => {
        device.says(2, 0b101);
        device.says(2, 0b001);
      }, 20);
    };
    // On the headset.
    device.says(2, 0b101);
    device.says(2, 0b001);
    await settle(2000);
    expect(taken()).toEqual([{ kind: 'mute' }]);
    expect(lamps().mute).toBe(true);
    // In the window.
    show({ mute: false });
    await settle(2000);
    expect(taken()).toEqual([]);
    expect(lamps().mute).toBe(false);
    device.says(2, 0b101);
    await settle(2000);
    expect(taken()).toEqual([{ kind: 'mute' }]);
    expect(device.told.slice(-3)).toEqual(['2: 6 0', '2: 2 0', '2: 6 0']);
  });

  it('mute as a switch that stays: the headset’s turning mutes, its following does not', async () => {
    const device = new ScriptedHeadset(CORDLESS);
    const { show, settle, taken, lamps } = await phone(device);
    show({ offHook: true });
    device.says(8, 0, 1);
    expect(taken()).toEqual([{ kind: 'mute' }]);
    expect(lamps().mute).toBe(true);
    show({ mute: false });
    await settle(50);
    device.says(8, 0, 0);
    expect(taken()).toEqual([]);
    show({ mute: true });
    await settle(50);
    device.says(8, 0, 1);
    expect(taken()).toEqual([]);
    device.says(8, 0, 0);
    expect(taken()).toEqual([{ kind: 'mute' }]);
    expect(lamps().mute).toBe(false);
    await settle();
    expect(device.told.filter((line) => line.startsWith('9'))).toEqual(['9: 1', '9: 0', '9: 1', '9: 0']);
  });

  it('a push button for the hook: each pressing is the other way', async () => {
    const device = new ScriptedHeadset(CORDLESS);
    const { show, settle, taken } = await phone(device);
    show({ ring: true });
    expect(taken()).toEqual([]);
    device.says(8, 0x03, 0);
    device.says(8, 0, 0);
    device.says(8, 0x03, 0);
    device.says(8, 0, 0);
    await settle();
    expect(taken()).toEqual([
      { kind: 'hook', offHook: true },
      { kind: 'hook', offHook: false },
    ]);
    expect(device.told).toEqual(['10: 1', '10: 2', '10: 0']);
  });

  it('a held button and the reports of other controls are one pressing', async () => {
    const device = new ScriptedHeadset(CORDED);
    const { show, taken } = await phone(device);
    show({ ring: true });
    for (let i = 0; i < 5; i++) device.says(2, 0b10_0000);
    device.says(1, 1);
    device.says(2, 0);
    expect(taken()).toEqual([{ kind: 'reject' }]);
  });

  it('a headset whose hook never follows is hung up by it all the same', async () => {
    const device = new ScriptedHeadset(CORDED);
    const { show, settle, taken, lamps } = await phone(device);
    show({ offHook: true });
    await settle(10_000);
    // Its own mute button must not bring the old hook along.
    device.says(2, 0b100);
    device.says(2, 0);
    expect(taken()).toEqual([{ kind: 'mute' }]);
    device.says(2, 1);
    expect(taken()).toEqual([{ kind: 'hook', offHook: false }]);
    expect(lamps().offHook).toBe(false);
  });

  it('a hook lifted for nothing is told so after a while, and that is no button either', async () => {
    const device = new ScriptedHeadset(CORDED);
    following(device);
    const { settle, taken } = await phone(device);
    device.says(2, 1);
    expect(taken()).toEqual([{ kind: 'hook', offHook: true }]);
    await settle(10_000);
    expect(device.told).toEqual(['2: 0 0']);
    expect(taken()).toEqual([]);
  });

  it('put down again at once after a lift for nothing: down is down', async () => {
    const device = new ScriptedHeadset(CORDED);
    const { settle, taken, ignore, show } = await phone(device);
    ignore();
    show({ ring: true });
    device.says(2, 1);
    device.says(2, 0);
    await settle(10_000);
    expect(taken()).toEqual([
      { kind: 'hook', offHook: true },
      { kind: 'hook', offHook: false },
    ]);
  });

  it('pulled out in a call it says nothing; plugged in again it shows the call', async () => {
    const device = new ScriptedHeadset(CORDED);
    const { hid, show, settle, taken, notes } = await phone(device);
    show({ offHook: true });
    device.says(2, 1);
    await settle(100);
    hid.pull(device);
    device.says(2, 0);
    show({ mute: true });
    await settle(10_000);
    expect(taken()).toEqual([]);
    const again = new ScriptedHeadset(CORDED);
    following(again);
    hid.plug(again);
    await settle(10_000);
    expect(again.told).toEqual(['2: 6 0']);
    expect(taken()).toEqual([]);
    again.says(2, 0);
    expect(taken()).toEqual([{ kind: 'hook', offHook: false }]);
    expect(notes).toEqual([]);
  });

  it('several at once show the same; only telephones are opened', async () => {
    const device = new ScriptedHeadset(CORDED);
    const { hid, show, settle } = await phone(device);
    const other = new ScriptedHeadset(CORDLESS);
    const keyboard = new ScriptedHeadset([{ usagePage: 1, usage: 6 }]);
    hid.plug(other);
    hid.plug(keyboard);
    await settle();
    show({ offHook: true });
    await settle();
    expect([device.told.at(-1), other.told.at(-1), keyboard.opened]).toEqual(['2: 2 0', '10: 2', false]);
  });

  it('one that another program holds is noted, and tried again when it is plugged in anew', async () => {
    const device = new ScriptedHeadset(CORDED);
    device.refuses = true;
    const { hid, notes, settle } = await phone(device);
    expect(notes).toEqual(['a headset could not be opened; another program may hold it']);
    hid.pull(device);
    device.refuses = false;
    hid.plug(device);
    await settle();
    expect(device.opened).toBe(true);
  });

  it('is left dark and free at the end', async () => {
    const device = new ScriptedHeadset(CORDED);
    const { headsets, show, settle, taken } = await phone(device);
    show({ ring: true });
    await settle();
    await headsets.stop();
    expect([device.told.at(-1), device.opened]).toEqual(['2: 0 0', false]);
    device.says(2, 1);
    expect(taken()).toEqual([]);
  });
});

describe('no circle', () => {
  it('a headset that follows each lamp, however late within its time, never makes an action', () => {
    const steps = fc.array(
      fc.record({ offHook: fc.boolean(), mute: fc.boolean(), wait: fc.integer({ min: 1, max: 4999 }) }),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(steps, (list) => {
        const reader = new ButtonReader(layoutOf(CORDED));
        let now = 0;
        const actions = list.flatMap(({ offHook, mute, wait }) => {
          reader.shown(lit({ offHook, mute }), now);
          now += wait;
          return reader.read({ hook: offHook, mute: false, reject: false }, now);
        });
        expect(actions).toEqual([]);
      }),
    );
  });
});
