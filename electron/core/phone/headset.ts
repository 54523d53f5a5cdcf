import type { LiveCall } from '../../../shared/contract/calls.ts';
import { type HeadsetButton, headsetAction } from '../../../shared/domain/call/headset.ts';
import type { PhoneLink } from './phone-link.ts';

/** Does what a button of the headset means for the calls of now. */
export async function pressHeadset(
  button: HeadsetButton,
  calls: readonly LiveCall[],
  phone: Pick<PhoneLink, 'command'>,
): Promise<void> {
  const oldestFirst = calls.map(({ call }) => call).toSorted((a, b) => a.startedAt - b.startedAt);
  const action = headsetAction(button, oldestFirst);
  if (!action) return;
  const { callId } = action;
  switch (action.kind) {
    case 'answer':
      return phone.command('phone.answer', { callId });
    case 'decline':
      return phone.command('phone.decline', { callId });
    case 'hangUp':
      return phone.command('phone.hangUp', { callId });
    case 'mute':
      return phone.command('phone.mute', { callId, muted: action.muted });
  }
}
