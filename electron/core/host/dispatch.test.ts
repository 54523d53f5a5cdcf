import { describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { type RequestName, requests } from '../../../shared/contract/index.ts';
import { aloneHere } from '../../../shared/domain/rights/built-in.ts';
import { type Asker, createGuard } from '../rights/guard.ts';
import { type CoreHandlers, createDispatch } from './dispatch.ts';
import { silentLog } from './log.ts';
import type { Session } from './session.ts';

const session = (role: Session['role']) => ({ role }) as Session;
const guard = createGuard({ ownersOf: () => [], inHand: () => false });
const dispatchOf = (
  handlers: Partial<CoreHandlers>,
  asker: Asker = { permit: aloneHere('me'), locked: false },
) => createDispatch({ handlers: handlers as CoreHandlers, guard, askerOf: () => asker, log: silentLog });
const id = '01938f2e-7b5a-7000-8000-000000000001';

describe('createDispatch', () => {
  it('hands the parsed input, defaults included, to the handler', async () => {
    const list = vi.fn(() => ({ calls: [], more: false }));
    const dispatch = dispatchOf({ 'calls.list': list });
    expect(await dispatch('calls.list', {}, session('desk'))).toEqual({ ok: { calls: [], more: false } });
    expect(list).toHaveBeenCalledWith({ limit: 100 }, expect.anything());
  });

  it.each(['constructor', '__proto__', 'toString', 'calls', '', 42, null])(
    'does not know %j',
    async (name) => {
      expect(await dispatchOf({})(name, {}, session('desk'))).toEqual({
        failure: { code: 'badRequest', params: {} },
      });
    },
  );

  it('refuses each request to every role that it was not made for, before it looks at the input', async () => {
    for (const name of Object.keys(requests) as RequestName[]) {
      for (const role of ['desk', 'phone', 'shell'] as const) {
        const handler = vi.fn();
        const dispatch = dispatchOf({ [name]: handler });
        const answer = await dispatch(name, 'not an object', session(role));
        const allowed = (requests[name].from as readonly string[]).includes(role);
        expect(answer).toEqual({ failure: { code: allowed ? 'badRequest' : 'notAllowed', params: {} } });
        expect(handler).not.toHaveBeenCalled();
      }
    }
  });

  it('lets no exception out, only its code', async () => {
    const dispatch = dispatchOf({
      'calls.answer': () => {
        throw new Failure('callGone', { at: 1 });
      },
      'calls.decline': () => Promise.reject(new Error('SELECT secret FROM inside')),
      'calls.hangUp': () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOSPC' })),
    });
    const ask = (name: string) => dispatch(name, { callId: id }, session('desk'));
    expect(await ask('calls.answer')).toEqual({ failure: { code: 'callGone', params: { at: 1 } } });
    expect(await ask('calls.decline')).toEqual({ failure: { code: 'internal', params: {} } });
    expect(await ask('calls.hangUp')).toEqual({ failure: { code: 'diskFull', params: {} } });
  });
});
