import { expect, it } from 'vitest';
import { channelPair } from '../../../shared/channel/channel.ts';
import { type CoreSide, rpc, type SatelliteSide } from '../../../shared/channel/rpc.ts';
import type { Problem } from '../../../shared/contract/settings.ts';
import { createHub } from './hub.ts';

const problem = (code: string): Problem => ({ code, params: {}, active: true });

it('never tells an event before an answer that is older', async () => {
  let state = 'before';
  const hub = createHub(
    async (name) => {
      if (name === 'look') return { ok: state };
      state = 'after';
      hub.broadcast('system.problem', problem(state));
      return { ok: null };
    },
    (_session, _event, payload) => payload,
  );
  const seen: unknown[] = [];
  const [desk, theirs] = channelPair();
  hub.accept(theirs, 'desk');
  const core = rpc<CoreSide, SatelliteSide>(desk, {
    tell: (_event, payload) => void seen.push((payload as Problem).code),
    command: async () => ({ ok: null }),
  });
  // Both arrive in one piece, as after a restart: everybody has been waiting for the core.
  const looked = core.ask('look', {}).then((answer) => seen.push('ok' in answer ? answer.ok : answer));
  await Promise.all([looked, core.ask('change', {})]);
  await expect.poll(() => seen).toEqual(['before', 'after']);
});
