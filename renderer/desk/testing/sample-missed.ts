import { DONE } from '../../../shared/contract/common.ts';
import type { MissedRow } from '../../../shared/contract/missed.ts';
import type { FakeHandlers } from './fake-handlers.ts';
import * as sample from './sample.ts';

const MINUTE = 60_000;

const waiting = (n: number, ages: readonly number[], more: Partial<MissedRow> = {}): MissedRow => {
  const now = Date.now();
  const calls = ages.map((minutes) => ({
    at: now - minutes * MINUTE,
    waitedMs: 14_000 + n * 9_000,
    line: 'support',
    cause: 'unanswered' as const,
    sources: ['own' as const],
  }));
  const since = calls[0]?.at ?? now;
  return {
    id: sample.id(700 + n),
    state: 'open',
    number: `+7916555010${n}`,
    numberDisplay: `+7 916 555-01-0${n}`,
    calls,
    callCount: calls.length,
    since,
    lastAt: calls.at(-1)?.at ?? now,
    attempts: 0,
    dueAt: since + 30 * MINUTE,
    ...more,
  };
};

/** Late and often, taken by a colleague, mine, hidden, unknown; and two that are settled. */
export const sampleMissed = (): MissedRow[] => {
  const now = Date.now();
  return [
    waiting(1, [95, 40, 12], {
      contactId: sample.ANNA.id,
      contactName: sample.ANNA.name,
      organisationName: 'Volga Bearings',
      attempts: 2,
      lastAttemptAt: now - 8 * MINUTE,
    }),
    waiting(2, [34], {
      contactId: sample.id(31),
      contactName: 'Viktor Lebedev',
      organisationName: 'Volga Bearings',
      holder: { id: sample.COLLEAGUE.id, name: sample.COLLEAGUE.name, until: now + 9 * MINUTE },
    }),
    waiting(3, [21, 3], {
      contactId: sample.id(32),
      contactName: 'Оксана Коваленко',
      organisationName: 'ТОВ «Дніпро»',
      holder: { id: sample.ME.id, name: sample.ME.name, until: now + 14 * MINUTE },
    }),
    waiting(4, [7]),
    { ...without(waiting(5, [2]), 'number', 'numberDisplay') },
    waiting(6, [200], {
      state: 'resolved',
      contactId: sample.id(33),
      contactName: 'Pavel Novak',
      end: { how: 'reached', at: now - 150 * MINUTE },
    }),
    waiting(7, [300], {
      state: 'resolved',
      end: { how: 'byHand', at: now - 290 * MINUTE, by: sample.ME.name, reason: 'spam', note: '' },
    }),
  ];
};

function without<T extends object, K extends keyof T>(of: T, ...keys: K[]): Omit<T, K> {
  const copy = { ...of };
  for (const key of keys) delete copy[key];
  return copy;
}

export function missedHandlers(newId: () => string): FakeHandlers {
  const entries = sampleMissed();
  const shows = {
    open: ({ state }: MissedRow) => state === 'open',
    mine: ({ state, holder }: MissedRow) => state === 'open' && holder?.id === sample.ME.id,
    late: ({ state, dueAt }: MissedRow) => state === 'open' && dueAt <= Date.now(),
    resolved: ({ state }: MissedRow) => state === 'resolved',
  };
  const changed = (id: string) => ({ id, changeId: newId() });
  return {
    'missed.list': ({ filter, offset = 0, limit = 100 }) => {
      const found = entries.filter(shows[filter]);
      return { entries: found.slice(offset, offset + limit), total: found.length };
    },
    'missed.counts': () => ({
      open: entries.filter(shows.open).length,
      mine: entries.filter(shows.mine).length,
      late: entries.filter(shows.late).length,
    }),
    'missed.take': ({ id }) => ({ ...changed(id), until: Date.now() + 15 * MINUTE }),
    'missed.release': ({ id }) => changed(id),
    'missed.resolve': ({ id }) => changed(id),
    'missed.reopen': ({ id }) => changed(id),
    'webhook.state': () => ({ on: false, port: 8790 }),
    'webhook.set': () => DONE,
    'webhook.check': () => ({ status: 200 }),
    'missedPbx.state': () => ({
      on: false,
      host: '',
      port: 5038,
      user: '',
      incoming: '',
      queueLog: '',
      cdr: '',
      hasSecret: false,
      link: 'off',
    }),
    'missedPbx.set': () => DONE,
    'missedPbx.check': () => [{ part: 'ami' }, { part: 'queueLog', trouble: 'fileMissing' }],
  };
}
