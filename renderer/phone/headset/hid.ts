/**
 * The part of WebHID that a headset needs (https://wicg.github.io/webhid/, not in TypeScript's DOM library).
 * A usage is a 32-bit number: the usage page in the upper half, the usage in the lower (HID 1.11 §6.2.2.8).
 */
export interface HidReportItem {
  readonly isAbsolute?: boolean;
  readonly isArray?: boolean;
  readonly isConstant?: boolean;
  readonly isRange?: boolean;
  /** The control goes back by itself (a push button), and does not stay as it was left (a switch). */
  readonly hasPreferredState?: boolean;
  readonly usages?: readonly number[];
  readonly usageMinimum?: number;
  readonly usageMaximum?: number;
  /** Bits of one field. */
  readonly reportSize?: number;
  /** Fields one after the other. */
  readonly reportCount?: number;
  readonly logicalMinimum?: number;
}

export interface HidReportInfo {
  /** 0: the device numbers none. */
  readonly reportId?: number;
  readonly items?: readonly HidReportItem[];
}

export interface HidCollectionInfo {
  readonly usagePage?: number;
  readonly usage?: number;
  readonly children?: readonly HidCollectionInfo[];
  readonly inputReports?: readonly HidReportInfo[];
  readonly outputReports?: readonly HidReportInfo[];
}

export interface HidInputReportEvent extends Event {
  readonly reportId: number;
  /** Without the report id. */
  readonly data: DataView;
}

export interface HidDevice extends EventTarget {
  readonly opened: boolean;
  readonly productName: string;
  readonly collections: readonly HidCollectionInfo[];
  open(): Promise<void>;
  close(): Promise<void>;
  sendReport(reportId: number, data: BufferSource): Promise<void>;
}

export interface HidConnectionEvent extends Event {
  readonly device: HidDevice;
}

/** `navigator.hid`. */
export interface Hid extends EventTarget {
  /** Those that the page may use. */
  getDevices(): Promise<HidDevice[]>;
  requestDevice(options: { filters: readonly { usagePage: number }[] }): Promise<HidDevice[]>;
}

/** Undefined in a browser without WebHID (Firefox, Safari) and in a page that may not use it. */
export const browserHid = (): Hid | undefined => (navigator as Navigator & { readonly hid?: Hid }).hid;
