/**
 * Headsets for the tests: two layouts as they are met in shops, and devices that behave as the usage tables describe or
 * as some really do. Not part of the product.
 */
import type { Hid, HidCollectionInfo, HidConnectionEvent, HidDevice, HidReportItem } from './hid.ts';

const bit = (usage: number, change: HidReportItem = {}): HidReportItem => ({
  usages: [usage],
  reportSize: 1,
  reportCount: 1,
  logicalMinimum: 0,
  isAbsolute: true,
  isArray: false,
  isRange: false,
  isConstant: false,
  hasPreferredState: false,
  ...change,
});
const push = { isAbsolute: false, hasPreferredState: true };
const gap = (bits: number): HidReportItem => bit(0, { usages: [], reportSize: bits, isConstant: true });

/** One report both ways: the hook is a switch, mute and reject are push buttons; the lamps begin at the second bit. */
export const CORDED: readonly HidCollectionInfo[] = [
  { usagePage: 0x0c, usage: 1, inputReports: [{ reportId: 1, items: [bit(0x0c00e9), gap(7)] }] },
  {
    usagePage: 0x0b,
    usage: 5,
    inputReports: [
      {
        reportId: 2,
        items: [
          bit(0x0b0020),
          bit(0x0b0097),
          bit(0x0b002f, push),
          bit(0x0b0021, push),
          // A row of buttons, of which the seventh refuses the call.
          bit(0, {
            isRange: true,
            usages: [],
            usageMinimum: 0x090006,
            usageMaximum: 0x090007,
            reportCount: 2,
            ...push,
          }),
          gap(2),
        ],
      },
    ],
    outputReports: [
      {
        reportId: 2,
        items: [
          gap(1),
          bit(0x080017, { usages: [0x080017, 0x080009, 0x080018, 0x080020], reportCount: 4 }),
          gap(11),
        ],
      },
    ],
  },
];

/**
 * Buttons as an array in a report without a number inside a collection of its own, mute a switch that stays; lamps in
 * two reports, ringing by the telephony page.
 */
export const CORDLESS: readonly HidCollectionInfo[] = [
  {
    usagePage: 0x0b,
    usage: 5,
    inputReports: [
      {
        reportId: 8,
        items: [
          bit(0, {
            isArray: true,
            usages: [0x0b0026, 0x0b0024, 0x0b0020],
            reportSize: 4,
            reportCount: 2,
            logicalMinimum: 1,
            ...push,
          }),
          bit(0x0b002f),
          gap(7),
        ],
      },
    ],
    outputReports: [
      { reportId: 9, items: [bit(0x080009), gap(7)] },
      { reportId: 10, items: [bit(0x0b009e), bit(0x080017), gap(6)] },
    ],
    children: [{ usagePage: 0x0b, usage: 6, inputReports: [{ reportId: 8, items: [bit(0x0b002f)] }] }],
  },
];

/** A device with a script instead of wires: what it is told is kept, what it says is said by the test. */
export class ScriptedHeadset extends EventTarget implements HidDevice {
  opened = false;
  readonly productName = 'Scripted headset';
  readonly collections: readonly HidCollectionInfo[];
  /** `id: bytes`, oldest first. */
  readonly told: string[] = [];
  /** What the device does when it is told something. */
  onTold: (reportId: number, bytes: Uint8Array) => void = () => {};
  refuses = false;

  constructor(collections: readonly HidCollectionInfo[]) {
    super();
    this.collections = collections;
  }

  async open(): Promise<void> {
    if (this.refuses) throw new DOMException('held by another program', 'NotAllowedError');
    this.opened = true;
  }
  async close(): Promise<void> {
    this.opened = false;
  }
  async sendReport(reportId: number, data: BufferSource): Promise<void> {
    if (!this.opened) throw new DOMException('closed', 'InvalidStateError');
    const bytes = new Uint8Array(data as ArrayBuffer);
    this.told.push(`${reportId}: ${[...bytes].join(' ')}`);
    this.onTold(reportId, bytes);
  }
  says(reportId: number, ...bytes: number[]): void {
    const event = new Event('inputreport');
    this.dispatchEvent(Object.assign(event, { reportId, data: new DataView(new Uint8Array(bytes).buffer) }));
  }
}

/** `navigator.hid` with sockets that a test can plug into. */
export class ScriptedHid extends EventTarget implements Hid {
  readonly devices: HidDevice[] = [];
  readonly getDevices = async () => [...this.devices];
  readonly requestDevice = async () => [...this.devices];
  plug(device: HidDevice): void {
    this.devices.push(device);
    this.#tell('connect', device);
  }
  pull(device: ScriptedHeadset): void {
    this.devices.splice(this.devices.indexOf(device), 1);
    device.opened = false;
    this.#tell('disconnect', device);
  }
  #tell(type: string, device: HidDevice): void {
    this.dispatchEvent(Object.assign(new Event(type), { device }) as HidConnectionEvent);
  }
}
