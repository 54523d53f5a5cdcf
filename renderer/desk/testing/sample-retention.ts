import { DONE } from '../../../shared/contract/common.ts';
import type { LegalHold } from '../../../shared/contract/holds.ts';
import type { RetentionState } from '../../../shared/contract/retention.ts';
import { ROLE_IDS } from '../../../shared/domain/rights/built-in.ts';
import { BUILT_IN } from '../../../shared/domain/rights/profiles.ts';
import type { FakeHandlers } from './fake-handlers.ts';

const NIGHT = Date.UTC(2026, 10, 24, 1);

/** Half a year for all, a month where nobody was reached. */
export const RETENTION: RetentionState = {
  plan: { on: true, minutes: 120, days: 180, rules: [{ kind: 'notReached', value: '', days: 30 }] },
  last: { at: NIGHT, erased: 412, bytes: 96_000_000 },
  nextAt: NIGHT + 86_400_000,
};

export const HOLD: LegalHold = {
  id: '01900000-0000-7000-8000-0000000000e1',
  contactId: '01900000-0000-7000-8000-0000000000e2',
  reason: 'Dispute about invoice 88',
  name: 'Volga Bearings',
  at: NIGHT,
  by: 'Irina',
};

export const retentionHandlers = (): FakeHandlers => ({
  'retention.state': () => RETENTION,
  'retention.look': () => ({ count: 40, bytes: 9_600_000, oldest: NIGHT - 300, newest: NIGHT, held: 2 }),
  'retention.save': () => DONE,
  'retention.run': () => DONE,
  'retention.cancel': () => DONE,
  'retention.choices': () => ({
    list: [{ id: 'autumn', name: 'Autumn' }],
    line: [{ id: 'main', name: 'Main line' }],
    person: [{ id: 'irina', name: 'Irina' }],
    role: BUILT_IN.map((builtIn) => ({ id: ROLE_IDS[builtIn], name: '', builtIn })),
  }),
  'holds.list': ({ callId }) => (callId === undefined ? [HOLD] : []),
  'holds.place': () => DONE,
  'holds.release': () => DONE,
});
