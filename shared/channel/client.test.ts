import { describe, expect, it, vi } from 'vitest';
import type { Answer } from '../contract/failure.ts';
import { type Channel, channelPair } from './channel.ts';
import { createCoreClient } from './client.ts';
import { type CoreSide, rpc, type SatelliteSide } from './rpc.ts';

function core(answer: (name: string, input: unknown) => Promise<Answer>) {
  const sessions: Array<{ satellite: ReturnType<typeof rpc<SatelliteSide, CoreSide>>; channel: Channel }> =
    [];
  return {
    sessions,
    open: async () => {
      const [mine, theirs] = channelPair();
      sessions.push({ satellite: rpc<SatelliteSide, CoreSide>(theirs, { ask: answer }), channel: theirs });
      return mine;
    },
  };
}

describe('createCoreClient', () => {
  it('asks and hears', async () => {
    const fake = core(async () => ({ ok: [] }));
    const client = createCoreClient({ open: fake.open });
    const heard = vi.fn();
    client.on('phone.level', heard);
    expect(await client.request('calls.live', {})).toEqual([]);
    fake.sessions[0]?.satellite.tell.asEvent('phone.level', { microphone: 0.1, remote: 0 });
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith({ microphone: 0.1, remote: 0 }));
    client.close();
  });

  it('turns a failure into a Failure with its code and params', async () => {
    const fake = core(async () => ({ failure: { code: 'importTooLarge', params: { limitMb: 200 } } }));
    const client = createCoreClient({ open: fake.open });
    await expect(client.request('calls.live', {})).rejects.toMatchObject({
      code: 'importTooLarge',
      params: { limitMb: 200 },
    });
    client.close();
  });

  it('fails what was in flight when the core goes, and serves what comes after from the new one', async () => {
    let hang = true;
    const fake = core(() => (hang ? new Promise(() => {}) : Promise.resolve({ ok: [] })));
    const client = createCoreClient({ open: fake.open });
    const states: string[] = [];
    client.onConnection((state) => states.push(state));
    const lost = client.request('calls.live', {});
    await vi.waitFor(() => expect(fake.sessions).toHaveLength(1));
    hang = false;
    fake.sessions[0]?.channel.close();
    await expect(lost).rejects.toMatchObject({ code: 'coreUnreachable' });
    expect(await client.request('calls.live', {})).toEqual([]);
    expect(states).toEqual(['connecting', 'connected', 'lost', 'connected']);
    client.close();
  });

  it('obeys only commands of the contract, with input of their shape', async () => {
    const fake = core(async () => ({ ok: [] }));
    const dial = vi.fn(async () => {});
    const client = createCoreClient({ open: fake.open, phone: { 'phone.dial': dial } as never });
    await vi.waitFor(() => expect(fake.sessions).toHaveLength(1));
    const satellite = fake.sessions[0]?.satellite;
    expect(await satellite?.command('constructor', {})).toEqual({
      failure: { code: 'notAllowed', params: {} },
    });
    expect(await satellite?.command('phone.dial', { callId: 'x' })).toMatchObject({
      failure: { code: 'badRequest' },
    });
    const input = { callId: '01938f2e-7b5a-7000-8000-000000000001', target: '600' };
    expect(await satellite?.command('phone.dial', input)).toEqual({ ok: null });
    expect(dial).toHaveBeenCalledWith(input);
    client.close();
  });

  it('lives through messages that are none', async () => {
    const fake = core(async () => ({ ok: [] }));
    const client = createCoreClient({ open: fake.open });
    await client.request('calls.live', {});
    for (const junk of [null, 7, 'x', [], { t: 'q' }, { t: 'q', m: 'constructor', a: 1, i: 'z' }]) {
      fake.sessions[0]?.channel.send(junk);
    }
    expect(await client.request('calls.live', {})).toEqual([]);
    client.close();
  });
});
