/** What somebody did at the headset. `hook`: the answer key or the cradle (HID usage page 0x0B, Hook Switch). */
export type HeadsetButton =
  | { readonly kind: 'hook'; readonly offHook: boolean }
  | { readonly kind: 'mute' }
  | { readonly kind: 'reject' };

/** A call as far as a button can mean it. Oldest first. */
export interface HeadsetCall {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  readonly state: 'ringing' | 'dialing' | 'talking' | 'held' | 'ended';
  readonly muted: boolean;
}

export type HeadsetAction =
  | { readonly kind: 'answer'; readonly callId: string }
  | { readonly kind: 'decline'; readonly callId: string }
  | { readonly kind: 'hangUp'; readonly callId: string }
  | { readonly kind: 'mute'; readonly callId: string; readonly muted: boolean };

/**
 * What a button means now; `undefined`: nothing. A headset cannot show which of several calls it means, so it never
 * touches one that waits on hold, and it never dials.
 *
 * - off hook: answers the call that has rung longest
 * - on hook: ends the talk; without one, gives up the call that is being dialled
 * - mute: of the talk, on and off
 * - reject: declines the call that has rung longest
 */
export function headsetAction(
  button: HeadsetButton,
  calls: readonly HeadsetCall[],
): HeadsetAction | undefined {
  const ringing = calls.find(({ direction, state }) => direction === 'inbound' && state === 'ringing');
  const talking = calls.findLast(({ state }) => state === 'talking');
  switch (button.kind) {
    case 'hook': {
      if (button.offHook) return ringing && { kind: 'answer', callId: ringing.id };
      const open = talking ?? calls.findLast(({ state }) => state === 'dialing');
      return open && { kind: 'hangUp', callId: open.id };
    }
    case 'mute':
      return talking && { kind: 'mute', callId: talking.id, muted: !talking.muted };
    case 'reject':
      return ringing && { kind: 'decline', callId: ringing.id };
  }
}
