import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoreClient } from '../../shared/contract/client.ts';
import type { PhoneConfig } from '../../shared/contract/phone.ts';
import { encodeWav, MESSAGE_RATE } from '../../shared/domain/machine-message/wav.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';

const WORDS = encodeWav(Float32Array.from({ length: 2 * MESSAGE_RATE }, (_, index) => Math.sin(index / 3)));

let started: Awaited<ReturnType<typeof startCore>>;
let desk: CoreClient;
let phone: ScriptedPhone;
beforeEach(async () => {
  started = await startCore();
  desk = started.connect('desk');
  phone = new ScriptedPhone(started.connect);
});
afterEach(async () => {
  desk.close();
  phone.leave();
  await started.core.close();
  rmSync(started.dataDir, { recursive: true, force: true });
});

const told = () => phone.told<PhoneConfig>('phone.configure')?.announcement;

describe('the announcement of recordings', () => {
  it('is none at first; the phone is told of each change, and a line may have its own', async () => {
    expect((await phone.attach()).announcement.how).toBe('none');
    const tone = { how: 'tone', everySeconds: 20, heardBy: 'both' } as const;
    await desk.request('settings.save', { announcement: tone });
    await vi.waitFor(() => expect(told()).toEqual(tone));
    const line = await desk.request('accounts.save', {
      server: 'ws://127.0.0.1:1/ws',
      login: '100',
      password: 'x',
    });
    await desk.request('settings.save', { lineAnnouncements: { [line.id]: 'clip' } });
    await vi.waitFor(() => expect(told()).toEqual({ ...tone, how: 'clip' }));
    await desk.request('accounts.use', { id: null });
    await vi.waitFor(() => expect(told()).toEqual(tone));
  });

  it('has words that are kept over a start, and read by the phone', async () => {
    await expect(phone.core.request('announcement.read', {})).rejects.toMatchObject({ code: 'notFound' });
    const refused = desk.request('announcement.save', { bytes: new Uint8Array(100) });
    await expect(refused).rejects.toMatchObject({ code: 'badRequest' });
    const kept = await desk.request('announcement.save', { bytes: WORDS });
    expect(kept.words).toMatchObject({ durationMs: 2_000 });
    expect((await phone.core.request('announcement.read', {})).bytes).toEqual(WORDS);
    await desk.request('announcement.remove', {});
    expect(existsSync(join(started.dataDir, 'announcement.wav'))).toBe(false);
  });

  it('is in the story of the call, once', async () => {
    await phone.attach();
    const callId = await phone.ring({ number: '+442079460101' });
    await phone.say(callId, { kind: 'answered', by: 'operator' });
    await phone.say(callId, { kind: 'announced', how: 'tone', everySeconds: 15 });
    await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'customer' });
    const story = await desk.request('calls.timeline', { callId });
    expect(story.filter(({ kind }) => kind.startsWith('announced'))).toMatchObject([
      { kind: 'announcedByTone', params: { seconds: 15 } },
    ]);
  });
});
