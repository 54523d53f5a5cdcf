import type { Board, BoardRow } from '../../../shared/contract/board.ts';
import type { FakeHandlers } from './fake-handlers.ts';
import * as sample from './sample.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A shift in the middle of its day, two of it for too long at what they do. */
export function sampleBoard(some: Partial<Board> = {}): Board {
  const now = Date.now();
  const person = (extension: string, name: string, rest: Partial<BoardRow>): BoardRow => ({
    id: `ext:${extension}`,
    extension,
    name,
    state: 'free',
    queues: ['support'],
    ...rest,
  });
  return {
    at: now,
    people: [
      person('103', 'Anna Berger', { since: now - 3 * MINUTE }),
      person('101', sample.ME.name, {
        userId: sample.ME.id,
        state: 'talking',
        since: now - 4 * MINUTE,
        overAt: now + 6 * MINUTE,
        with: sample.ANNA.name,
        contactId: sample.ANNA.id,
        queues: ['sales', 'support'],
      }),
      person('104', 'Maksym Bondar', {
        state: 'break',
        since: now - 17 * MINUTE,
        overAt: now - 2 * MINUTE,
        reason: 'Lunch',
      }),
      person('102', 'Oksana Melnyk', {
        state: 'talking',
        since: now - 11 * MINUTE,
        overAt: now - MINUTE,
        with: '+79165550107',
      }),
      person('105', 'Pavel Novak', { state: 'wrapUp', since: now - 40 * SECOND, overAt: now + 80 * SECOND }),
      person('106', 'Viktor Lebedev', { state: 'ringing', since: now - 4 * SECOND, with: '+79165550109' }),
      person('107', 'Тарас Шевчук', { state: 'away', since: now - 50 * MINUTE }),
    ],
    queues: [
      { name: 'sales', waiting: 0, free: 0, members: 1 },
      { name: 'support', waiting: 3, since: now - 95 * SECOND, free: 1, members: 7 },
    ],
    today: { offered: 48, answered: 44, inService: 36, abandoned: 3 },
    pbx: 'heard',
    can: { listen: true, whisper: true, join: true },
    ...some,
  };
}

export function boardHandlers(newId: () => string): FakeHandlers {
  return { 'board.state': () => sampleBoard(), 'board.listen': () => ({ callId: newId() }) };
}
