import { beforeEach, describe, expect, it } from 'vitest';
import { draft, type TestBase, testBase } from '../../../db/testing.ts';
import type { LiveCall } from '../../../shared/contract/calls.ts';
import type { Fact } from '../../../shared/domain/call/fact.ts';
import { silentLog } from '../host/log.ts';
import { createLiveCalls } from './live-calls.ts';

const NUMBER = '+79161234567';
const CALL = '0198a000-0000-7000-8000-000000000001';

let base: TestBase;
let contactId: string;
/** What was shown, told to the rest of the core and kept, in order. */
let heard: Array<readonly ['shown' | 'changed', LiveCall] | readonly ['kept']>;
let refuses: boolean;

beforeEach(() => {
  base = testBase();
  heard = [];
  refuses = false;
  const { id: organisationId } = base.repos.contacts.create(
    draft({ kind: 'organisation', name: 'Severstal' }),
  );
  contactId = base.repos.contacts.create(
    draft({ name: 'Anna Petrova', organisationId, phones: [{ number: NUMBER }] }),
  ).id;
});

function calls() {
  const { repos } = base;
  return createLiveCalls({
    repositories: {
      ...repos,
      calls: {
        ...repos.calls,
        saveWithFact(record, fact) {
          if (refuses) throw new Error('database or disk is full');
          repos.calls.saveWithFact(record, fact);
          heard.push(['kept']);
        },
      },
    },
    log: silentLog,
    now: () => base.clock.now,
    identify: () => ({
      reading: { kind: 'e164', e164: NUMBER, display: '8 916 123-45-67' },
      matches: [{ contactId, name: 'Anna Petrova', organisation: 'Severstal', reason: 'mainNumber' }],
    }),
    card: (id) => repos.contacts.findCard(id),
    lastHeard: () => undefined,
    pauseOf: () => undefined,
    show: (live) => heard.push(['shown', live]),
    onChanged: (live) => heard.push(['changed', live]),
    onEffect: () => {},
    onEnded: () => {},
  });
}

const incoming = (): Fact => ({
  kind: 'incoming',
  callId: CALL,
  at: base.clock.now,
  accountId: 'line',
  remote: { number: NUMBER, displayName: 'ANNA', anonymous: false },
});
const kinds = () => heard.map(([kind]) => kind);
const told = (at: number): LiveCall => heard[at]?.[1] ?? expect.fail();

describe('a call that rings', () => {
  it('is shown with its card before it is kept, and nothing of it changes by that', () => {
    calls().apply(incoming());
    expect(kinds()).toEqual(['shown', 'kept', 'changed']);
    expect(told(0).card?.contact.name).toBe('Anna Petrova');
    expect(told(0)).toEqual(told(2));
  });

  it('is on the screen though the disk is full, once more when it is kept', () => {
    const live = calls();
    refuses = true;
    expect(() => live.apply(incoming())).toThrow('full');
    expect(kinds()).toEqual(['shown']);
    expect(live.isLive(CALL)).toBe(false);
    refuses = false;
    live.apply(incoming());
    expect(kinds()).toEqual(['shown', 'shown', 'kept', 'changed']);
    live.interruptAllBut([]);
    expect(told(heard.length - 1).call.state).toBe('ended');
    expect(kinds().filter((kind) => kind === 'shown')).toHaveLength(3);
  });

  it('leaves the screen with the phone that had it, when it was never kept', () => {
    const live = calls();
    refuses = true;
    expect(() => live.apply(incoming())).toThrow('full');
    live.interruptAllBut([CALL]);
    expect(kinds()).toEqual(['shown']);
    live.interruptAllBut([]);
    expect(kinds()).toEqual(['shown', 'shown']);
    expect(told(1).call).toMatchObject({ id: CALL, state: 'ended', wrapUp: 'none' });
  });

  it('is shown anew with each of its other facts', () => {
    const live = calls();
    live.apply(incoming());
    live.apply({ kind: 'answered', by: 'operator', callId: CALL, at: base.clock.now + 2_000 });
    expect(kinds()).toEqual(['shown', 'kept', 'changed', 'kept', 'shown', 'changed']);
  });
});
