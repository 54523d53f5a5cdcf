import { v7 as uuid } from 'uuid';
import { Failure } from '../../../shared/contract/failure.ts';
import type { PhoneLink } from '../phone/phone-link.ts';
import type { Intention, LiveCalls } from './live-calls.ts';

/** The one way in which calls of ours begin. */
export function createDialling({ phone, live }: { readonly phone: PhoneLink; readonly live: LiveCalls }) {
  return {
    /** @throws Failure `noPhone`, `notRegistered` */
    needLine(): void {
      if (!phone.state().attached) throw new Failure('noPhone');
      if (!phone.registered()) throw new Failure('notRegistered');
    },
    /**
     * @param target as it goes on the line
     * @param beforehand runs with the call's id before the phone hears of it
     * @returns the call's id, once the phone took it
     * @throws Failure what the phone says
     */
    async dial(
      target: string,
      intention: Intention,
      beforehand: (callId: string) => void = () => {},
    ): Promise<string> {
      this.needLine();
      const callId = uuid();
      live.intend(callId, intention);
      beforehand(callId);
      try {
        await phone.command('phone.dial', { callId, target });
      } catch (error) {
        live.forget(callId);
        throw error;
      }
      return callId;
    },
  };
}

export type Dialling = ReturnType<typeof createDialling>;
