import { ButtonReader, type HeadsetAction } from './button-reader.ts';
import { DARK, type Lamps, readButtons, writeLamps } from './codec.ts';
import type { HidDevice, HidInputReportEvent } from './hid.ts';
import type { HeadsetLayout } from './layout.ts';

/** After the operator lifted a hook that meant nothing, the headset is told so, and its link is free again. */
const ASTRAY_MS = 2_000;

export interface HeadsetOptions {
  readonly device: HidDevice;
  readonly layout: HeadsetLayout;
  readonly onAction: (action: HeadsetAction) => void;
  readonly note: (message: string, cause?: unknown) => void;
}

/** One headset: what is done on it goes out as actions, what we want to be seen on it goes in as lamps. */
export class Headset {
  readonly #options: HeadsetOptions;
  readonly #reader: ButtonReader;
  readonly #sent = new Map<number, string>();
  #lamps = DARK;
  #open = false;
  #sending: Promise<void> = Promise.resolve();
  #astray: ReturnType<typeof setTimeout> | undefined;

  constructor(options: HeadsetOptions) {
    this.#options = options;
    this.#reader = new ButtonReader(options.layout);
  }

  /** Rejects when another program holds the headset for itself. */
  async start(lamps: Lamps): Promise<void> {
    const { device } = this.#options;
    if (!device.opened) await device.open();
    this.#open = true;
    device.addEventListener('inputreport', this.#onReport);
    this.#lamps = lamps;
    this.#reader.shown(lamps, performance.now());
    // Also when all are dark: the program before us may have left some on.
    this.#send();
  }

  show(lamps: Lamps): void {
    this.#lamps = lamps;
    if (!this.#open) return;
    this.#reader.shown(lamps, performance.now());
    this.#send();
  }

  /** Leaves the headset dark. Harmless when it was pulled out. */
  async stop(): Promise<void> {
    if (!this.#open) return;
    this.show(DARK);
    this.#leave();
    await this.#sending;
    await this.#options.device.close().catch(() => {});
  }

  /** It is not there any more: nothing can be sent to it. */
  gone(): void {
    this.#leave();
  }

  #leave(): void {
    this.#open = false;
    clearTimeout(this.#astray);
    this.#options.device.removeEventListener('inputreport', this.#onReport);
  }

  readonly #onReport = (event: Event) => {
    const { reportId, data } = event as HidInputReportEvent;
    const pressed = readButtons(this.#options.layout, reportId, data);
    for (const action of this.#reader.read(pressed, performance.now())) this.#options.onAction(action);
    clearTimeout(this.#astray);
    if (this.#reader.isAstray) this.#astray = setTimeout(() => this.#bringBack(), ASTRAY_MS);
  };

  #bringBack(): void {
    if (!this.#open || !this.#reader.isAstray) return;
    this.#reader.shown(this.#lamps, performance.now(), true);
    this.#sent.clear();
    this.#send();
  }

  /** One after the other, and only what differs from what the headset shows: some blink at each report. */
  #send(): void {
    const { device, layout, note } = this.#options;
    for (const [reportId, bytes] of writeLamps(layout, this.#lamps)) {
      const now = bytes.join();
      if (this.#sent.get(reportId) === now) continue;
      this.#sent.set(reportId, now);
      this.#sending = this.#sending
        .then(() => device.sendReport(reportId, bytes))
        .catch((error: unknown) => {
          this.#sent.delete(reportId);
          note('a headset did not take its lamps', error);
        });
    }
  }
}
