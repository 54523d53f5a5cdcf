import type { GlobalKey } from '../../../shared/contract/desktop.ts';
import { type LiveCalls, ringing, talking } from '../signals/live-calls.ts';

export type KeyRequest =
  | { readonly name: 'calls.answer' | 'calls.decline' | 'calls.hangUp'; readonly input: { callId: string } }
  | { readonly name: 'calls.mute'; readonly input: { callId: string; muted: boolean } };

/**
 * What a key of the whole desktop asks of the core now; nothing when there is no call for it. Hanging up ends the talk
 * before it declines who rings: the operator who presses it hears the talk.
 */
export function keyRequest(
  key: Exclude<GlobalKey, 'dialSelection'>,
  calls: LiveCalls,
): KeyRequest | undefined {
  const [caller] = ringing(calls);
  const talk = talking(calls);
  switch (key) {
    case 'answer':
      return caller && { name: 'calls.answer', input: { callId: caller.id } };
    case 'hangUp':
      if (talk) return { name: 'calls.hangUp', input: { callId: talk.id } };
      return caller && { name: 'calls.decline', input: { callId: caller.id } };
    case 'mute':
      return talk && { name: 'calls.mute', input: { callId: talk.id, muted: !talk.muted } };
  }
}
