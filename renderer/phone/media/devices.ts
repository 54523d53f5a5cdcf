import type { AudioDevice } from '../../../shared/contract/phone.ts';

/** Whether the page may use a microphone, and whether there is one. */
export type MicrophoneState = 'granted' | 'prompt' | 'denied' | 'missing';

export interface DeviceList {
  readonly devices: AudioDevice[];
  readonly microphone: MicrophoneState;
}

/** A headset that is plugged in says so several times within a moment: once per function. */
const SETTLE = 300;
const MAX_TEXT = 256;

/** Names of devices as the contract takes them: inputs and outputs of sound with an id, bounded, each once. */
export function audioDevices(infos: readonly MediaDeviceInfo[]): AudioDevice[] {
  const kinds = { audioinput: 'microphone', audiooutput: 'speaker' } as const;
  const seen = new Set<string>();
  return infos.flatMap((info) => {
    if (info.kind === 'videoinput' || info.deviceId === '' || info.deviceId.length > MAX_TEXT) return [];
    const kind = kinds[info.kind];
    const key = `${kind} ${info.deviceId}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ id: info.deviceId, label: info.label.slice(0, MAX_TEXT), kind }];
  });
}

/** Before permission is given browsers hide ids and labels, but still tell that there is an input. */
export function microphoneState(
  permission: PermissionState,
  infos: readonly MediaDeviceInfo[],
): MicrophoneState {
  if (permission === 'denied') return 'denied';
  return infos.some(({ kind }) => kind === 'audioinput') ? permission : 'missing';
}

/** Tells the devices now, and again whenever one is plugged, pulled or permitted. Returns how to stop and to ask again. */
export function watchDevices(tell: (list: DeviceList) => void): { refresh(): void; stop(): void } {
  const listening = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = '';
  let permission: PermissionStatus | undefined;

  /** Asked once: it goes on to be true, and one with a listener stays for as long as the page. */
  async function standing(): Promise<PermissionStatus> {
    permission ??= await navigator.permissions.query({ name: 'microphone' as PermissionName });
    permission.onchange = listening.signal.aborted ? null : soon;
    return permission;
  }

  async function read(): Promise<void> {
    const [infos, permission] = await Promise.all([navigator.mediaDevices.enumerateDevices(), standing()]);
    if (listening.signal.aborted) return;
    const list = { devices: audioDevices(infos), microphone: microphoneState(permission.state, infos) };
    const key = JSON.stringify(list);
    if (key === last) return;
    last = key;
    tell(list);
  }
  function soon(): void {
    clearTimeout(timer);
    if (!listening.signal.aborted) timer = setTimeout(() => void read().catch(() => {}), SETTLE);
  }

  navigator.mediaDevices.addEventListener('devicechange', soon, { signal: listening.signal });
  void read().catch(() => {});
  return {
    refresh: soon,
    stop() {
      clearTimeout(timer);
      listening.abort();
      if (permission) permission.onchange = null;
    },
  };
}
