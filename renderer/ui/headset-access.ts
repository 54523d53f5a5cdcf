/** Over this channel the phone of this origin hears that a headset was allowed; BroadcastChannels stay on the machine. */
export const HEADSET_CHANNEL = 'ringdesk-headset';

/** HID Usage Tables 1.5 §14: what makes a device a telephone. */
const TELEPHONY_PAGE = 0x0b;

interface HidAccess {
  requestDevice(options: {
    filters: readonly { usagePage: number }[];
  }): Promise<readonly { productName: string }[]>;
  getDevices(): Promise<readonly { productName: string; collections: readonly { usagePage?: number }[] }[]>;
}

const hid = (): HidAccess | undefined => (navigator as Navigator & { readonly hid?: HidAccess }).hid;

/** Whether a person can allow a headset here: in browsers with WebHID. In the desktop nobody needs to be asked. */
export const canAskForHeadset = (): boolean => hid() !== undefined && window.ringdesk === undefined;

/**
 * Lets the person choose a headset whose buttons may be used. Only from within a click or key press.
 * @returns names of the chosen; none when the person chose nothing
 */
export async function askForHeadset(): Promise<string[]> {
  const chosen = (await hid()?.requestDevice({ filters: [{ usagePage: TELEPHONY_PAGE }] })) ?? [];
  if (chosen.length > 0) {
    const channel = new BroadcastChannel(HEADSET_CHANNEL);
    channel.postMessage('allowed');
    channel.close();
  }
  return chosen.map(({ productName }) => productName);
}

/** Names of the headsets that are plugged in and were allowed before. */
export async function allowedHeadsets(): Promise<string[]> {
  const devices = (await hid()?.getDevices()) ?? [];
  return devices
    .filter(({ collections }) => collections.some(({ usagePage }) => usagePage === TELEPHONY_PAGE))
    .map(({ productName }) => productName);
}
