import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { silentLog } from '../host/log.ts';
import { createTrail } from './trail.ts';

const ME = '01900000-0000-7000-8000-0000000000aa';
const seen = (subjectId: string) =>
  ({ kind: 'seen', action: 'contacts.get', subject: 'contact', subjectId }) as const;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function openTrail() {
  const written: unknown[] = [];
  const base = { open: true };
  const trail = createTrail({
    db: {
      transaction(work) {
        if (!base.open) throw new Error('the base is closed');
        return work();
      },
    },
    audit: { add: (line) => void written.push(line) as never },
    now: Date.now,
    log: silentLog,
  });
  return { trail, written, base };
}

it('gathers what can wait, and writes it together', () => {
  const { trail, written } = openTrail();
  trail.add(seen('1') as never, ME);
  trail.add(seen('2') as never, ME);
  expect(written).toEqual([]);
  vi.runAllTimers();
  expect(written).toHaveLength(2);
});

it('writes what comes while the core closes, and leaves no clock behind', () => {
  const { trail, written, base } = openTrail();
  trail.add(seen('1') as never, ME);
  trail.stop();
  trail.add(seen('2') as never, ME);
  expect(written).toHaveLength(2);
  base.open = false;
  trail.add(seen('3') as never, ME);
  expect(written).toHaveLength(2);
  // A clock that tries again would keep the process for ever.
  expect(vi.getTimerCount()).toBe(0);
});
