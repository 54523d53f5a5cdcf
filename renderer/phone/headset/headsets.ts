import { HEADSET_CHANNEL } from '../../ui/headset-access.ts';
import type { HeadsetAction } from './button-reader.ts';
import { DARK, type Lamps } from './codec.ts';
import { Headset } from './headset.ts';
import type { Hid, HidConnectionEvent, HidDevice } from './hid.ts';
import { isTelephony, readLayout } from './layout.ts';

export interface HeadsetsOptions {
  /** Undefined: this browser has no WebHID, and nothing happens. */
  readonly hid: Hid | undefined;
  readonly onAction: (action: HeadsetAction) => void;
  readonly note: (message: string, cause?: unknown) => void;
}

/** All headsets with call buttons that this page may use, as they are plugged and pulled. */
export interface Headsets {
  show(lamps: Lamps): void;
  stop(): Promise<void>;
}

export function startHeadsets({ hid, onAction, note }: HeadsetsOptions): Headsets {
  const present = new Map<HidDevice, Headset>();
  let lamps = DARK;
  if (!hid) return { show: () => {}, stop: async () => {} };
  const listening = new AbortController();

  async function add(device: HidDevice): Promise<void> {
    if (listening.signal.aborted || present.has(device) || !isTelephony(device.collections)) return;
    const layout = readLayout(device.collections);
    if (!layout) return note('a headset has no buttons that are understood');
    const headset = new Headset({ device, layout, onAction, note });
    present.set(device, headset);
    try {
      await headset.start(lamps);
      if (present.get(device) !== headset) return headset.gone();
      // What rang or ended while it opened.
      headset.show(lamps);
    } catch (error) {
      present.delete(device);
      note('a headset could not be opened; another program may hold it', error);
    }
  }

  function remove(device: HidDevice): void {
    present.get(device)?.gone();
    present.delete(device);
  }

  const look = () =>
    void hid
      .getDevices()
      .then((devices) => Promise.all(devices.map(add)))
      .catch((error: unknown) => note('headsets could not be looked for', error));

  hid.addEventListener('connect', (event) => void add((event as HidConnectionEvent).device), {
    signal: listening.signal,
  });
  hid.addEventListener('disconnect', (event) => remove((event as HidConnectionEvent).device), {
    signal: listening.signal,
  });
  // A person allowed one in the settings of this page, or of another tab.
  const allowed = new BroadcastChannel(HEADSET_CHANNEL);
  allowed.onmessage = look;
  look();

  return {
    show(next) {
      lamps = next;
      for (const headset of present.values()) headset.show(next);
    },
    async stop() {
      listening.abort();
      allowed.close();
      await Promise.all([...present.values()].map((headset) => headset.stop()));
      present.clear();
    },
  };
}
