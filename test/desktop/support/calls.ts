import type { CallView, LiveCall } from '../../../shared/contract/calls.ts';

let count = 0;

/** A call of the tests; each has an id of its own unless one is given. */
export function call(change: Partial<CallView> = {}): LiveCall {
  const tail = String(++count).padStart(12, '0');
  return {
    call: {
      id: `0197f000-0000-7000-8000-${tail}`,
      accountId: 'a',
      direction: 'inbound',
      state: 'ringing',
      remote: { number: '0441234567', displayName: '', anonymous: false },
      startedAt: 1_795_318_000_000,
      hold: { operator: false, customer: false },
      heldMs: 0,
      muted: false,
      joined: false,
      purpose: 'talk',
      identity: { reading: { kind: 'e164', e164: '+380441234567', display: '044 123 45 67' }, matches: [] },
      contactName: 'Анна Петрова',
      organisationName: 'ТОВ «Ромашка»',
      note: '',
      wrapUp: 'none',
      ...change,
    },
  };
}
