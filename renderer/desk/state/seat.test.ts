// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import type { SessionState } from '../../../shared/contract/users.ts';
import { createFakeCore } from '../testing/fake-core.ts';
import { phoneTicket } from './phone-ticket.ts';
import { createSeat } from './seat.tsx';

const OUT: SessionState = { asked: true, locked: false, grants: {}, onLine: [] };
const IN: SessionState = { ...OUT, who: { id: '01900000-0000-7000-8000-000000000001', name: 'Oleg' } };

beforeEach(() => sessionStorage.clear());

function desk(state: () => SessionState, resume?: () => { token: string; state: SessionState }) {
  const core = createFakeCore({
    'session.state': state,
    'session.resume': () => {
      if (!resume) throw new Failure('loginNeeded');
      return resume();
    },
  });
  const seat = createSeat(core);
  const heard: string[] = [];
  seat.core.onConnection((connection) => heard.push(connection));
  seat.feed();
  return { core, seat, heard };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the door of the desk', () => {
  test('stands open where nobody is asked', async () => {
    const { heard, core } = desk(() => ({ ...IN, asked: false }));
    await settled();
    expect(heard).toEqual(['connecting', 'connected']);
    expect(core.inputs('session.resume')).toEqual([]);
  });

  test('lets nothing be asked until somebody is in, and closes behind who goes', async () => {
    let state = OUT;
    const { seat, heard, core } = desk(() => state);
    await settled();
    expect(heard).toEqual(['connecting']);
    seat.entered({ token: 'one', state: IN });
    expect(heard).toEqual(['connecting', 'connected']);
    state = OUT;
    core.emit('session.changed', {});
    await settled();
    expect(heard).toEqual(['connecting', 'connected', 'connecting']);
    expect(seat.store.getState().session?.who).toBeUndefined();
  });

  test('is shut by the lock, and opens with everything asked anew', async () => {
    let state = IN;
    const { heard, core } = desk(() => state);
    await settled();
    state = { ...IN, locked: true };
    core.emit('session.changed', {});
    await settled();
    state = IN;
    core.emit('session.changed', {});
    await settled();
    expect(heard).toEqual(['connecting', 'connected', 'connecting', 'connected']);
  });

  test('shows its token once after a reload, and keeps the next one', async () => {
    sessionStorage.setItem('ringdesk-session', 'one');
    const { heard, core, seat } = desk(
      () => OUT,
      () => ({ token: 'two', state: IN }),
    );
    // What a screen asks at once is not asked before it is known who asks.
    void seat.core.request('outcomes.list', {});
    await settled();
    expect(core.asked.map(({ name }) => name).slice(-2)).toEqual(['session.resume', 'outcomes.list']);
    expect(core.inputs('session.resume')).toEqual([{ token: 'one' }]);
    expect(sessionStorage.getItem('ringdesk-session')).toBe('two');
    expect(heard.at(-1)).toBe('connected');
    core.setConnection('lost');
    expect(heard.at(-1)).toBe('lost');
    core.setConnection('connected');
    await settled();
    expect(core.inputs('session.resume').at(-1)).toEqual({ token: 'two' });
    expect(seat.store.getState().connection).toBe('connected');
  });

  test('forgets a token that is refused', async () => {
    sessionStorage.setItem('ringdesk-session', 'old');
    const { seat } = desk(() => OUT);
    await settled();
    expect(sessionStorage.getItem('ringdesk-session')).toBeNull();
    expect(seat.store.getState().session).toEqual(OUT);
  });
});

test('the phone waits for somebody to be in, and fails with what else there is', async () => {
  let inside = false;
  const core = createFakeCore({
    'session.phoneTicket': () => {
      if (!inside) throw new Failure('loginNeeded');
      return { ticket: 't' };
    },
  });
  const ticket = phoneTicket(core);
  await settled();
  inside = true;
  core.emit('session.changed', {});
  expect(await ticket).toBe('t');
  core.handle({
    'session.phoneTicket': () => {
      throw new Failure('internal');
    },
  });
  await expect(phoneTicket(core)).rejects.toThrow();
});
