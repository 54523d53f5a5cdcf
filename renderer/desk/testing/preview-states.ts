import type { LiveCall } from '../../../shared/contract/calls.ts';
import type { FakeCore } from './fake-core.ts';
import type { FakeHandlers } from './fake-handlers.ts';
import * as sample from './sample.ts';

interface PreviewState {
  readonly handlers?: FakeHandlers;
  /** Happens when the page is there. */
  readonly start?: (core: FakeCore) => void;
}

const live = (...calls: LiveCall[]): PreviewState => ({
  handlers: { 'calls.live': () => calls, 'calls.get': () => calls[0] ?? sample.annaCalls(1) },
});
const answered = {
  state: 'talking',
  answeredAt: Date.now() - 73_000,
  startedAt: Date.now() - 80_000,
} as const;
const ended = {
  ...answered,
  state: 'ended',
  endedAt: Date.now() - 3_000,
  result: 'answered',
  wrapUp: 'open',
} as const;
const LONG =
  'Константинопольская-Александрова Екатерина Владиславовна, главный специалист отдела снабжения и комплектации';
const RECORDING = { id: sample.id(99), state: 'recording', bytes: 0 } as const;

const longNamed = (): LiveCall => {
  const anna = sample.annaCalls(1, {
    contactName: LONG,
    organisationName: 'ООО «Волжский подшипниковый завод имени Первой пятилетки»',
    remote: { number: '+79277654321', displayName: '', anonymous: false, divertedFrom: '+74951234500' },
  });
  return anna.card
    ? { ...anna, card: { ...anna.card, contact: { ...anna.card.contact, name: LONG } } }
    : anna;
};

const several = (): LiveCall =>
  sample.annaCalls(1, {
    identity: {
      reading: { kind: 'e164', e164: '+78462001020', display: '+7 846 200-10-20' },
      matches: [
        sample.match(sample.ANNA, 'companyLine'),
        {
          contactId: sample.id(31),
          name: 'Viktor Lebedev',
          organisation: 'Volga Bearings',
          reason: 'companyLine',
        },
        { contactId: sample.id(33), name: 'Pavel Novak', reason: 'lastDigits', digits: 7 },
      ],
    },
  });

/** Every state that was looked at, by the name in the address. */
export const previewStates: Readonly<Record<string, PreviewState | undefined>> = {
  free: {},
  ringing: live(sample.annaCalls(1)),
  'ringing-unknown': live(sample.strangerCalls(1)),
  'ringing-anonymous': live(
    sample.strangerCalls(1, {
      remote: { number: 'anonymous', displayName: 'Anonymous', anonymous: true },
      identity: { reading: { kind: 'anonymous' }, matches: [] },
    }),
  ),
  'ringing-long': live(longNamed()),
  'ringing-several': live(several()),
  dialing: live(
    sample.annaCalls(1, { direction: 'outbound', state: 'dialing', progressAt: Date.now() - 2000 }),
  ),
  talking: live(sample.annaCalls(1, { ...answered, recording: RECORDING })),
  held: live(
    sample.annaCalls(1, {
      ...answered,
      state: 'held',
      hold: { operator: true, customer: false },
      heldSince: Date.now() - 9000,
    }),
  ),
  'talking-second': live(sample.annaCalls(1, { ...answered, recording: RECORDING }), sample.strangerCalls(2)),
  'wrap-up': live(sample.annaCalls(1, { ...ended, note: 'Agreed on 1,000 pieces at the new price.' })),
  'wrap-up-second': live(sample.annaCalls(1, ended), sample.strangerCalls(2)),
  'wrap-up-unknown': live(sample.strangerCalls(1, ended)),
  'wrap-up-busy': live(
    sample.annaCalls(1, {
      direction: 'outbound',
      state: 'ended',
      startedAt: Date.now() - 30_000,
      endedAt: Date.now(),
      result: 'busy',
      wrapUp: 'open',
    }),
  ),
  troubles: {
    handlers: {
      'phone.state': () => ({
        attached: true,
        registration: {
          accountId: sample.ACCOUNT.id,
          state: 'refused',
          problem: 'wrongPassword',
          retryAt: Date.now() + 40_000,
        },
        devices: [],
        microphone: 'denied',
      }),
    },
    start: (core) => core.setConnection('connected'),
  },
  lost: { start: (core) => core.setConnection('lost') },
  empty: {
    handlers: {
      'calls.list': () => ({ calls: [], more: false }),
      'contacts.list': () => ({ contacts: [], total: 0, more: false }),
      'tasks.list': () => [],
    },
  },
};
