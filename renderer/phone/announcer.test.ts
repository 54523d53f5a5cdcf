import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../shared/contract/failure.ts';
import type { Announcement, PhoneFact } from '../../shared/contract/phone.ts';
import { Announcer } from './announcer.ts';

const CALL = '01936000-0000-7000-8000-000000000001';
const MIC = { name: 'microphone' } as unknown as MediaStream;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function bench(announcement: Partial<Announcement> & Pick<Announcement, 'how'>) {
  let local: MediaStream | undefined = MIC;
  let refuses = false;
  const said: (string | undefined)[] = [];
  const heard: (string | undefined)[] = [];
  const facts: PhoneFact[] = [];
  let end = (_whole: boolean) => {};
  const sound = (name: string) => {
    const { promise: over, resolve } = Promise.withResolvers<boolean>();
    end = resolve;
    const voice = { name } as unknown as MediaStream;
    return {
      voice,
      alone: { name: `${name} alone` } as unknown as MediaStream,
      over,
      stop: () => resolve(false),
    };
  };
  const nameOf = (stream: MediaStream | undefined) =>
    (stream as unknown as { name: string } | undefined)?.name;
  const read = vi.fn(async () => ({ bytes: new Uint8Array(1) }));
  const announcer = new Announcer({
    core: { request: read as never },
    engine: () => ({
      async say(_callId, voice) {
        if (refuses) throw new Failure('callGone');
        said.push(nameOf(voice));
        local = voice ?? MIC;
      },
      streams: () => ({ ...(local ? { local } : {}) }),
    }),
    speak: async () => sound('words'),
    tone: (voice) => sound(`tone over ${nameOf(voice)}`),
    hear: (stream) => heard.push(nameOf(stream)),
    state: (fact) => facts.push(fact),
    note: vi.fn(),
  });
  announcer.configure({ everySeconds: 15, heardBy: 'customer', ...announcement });
  return {
    ...{ announcer, said, heard, facts, read },
    ends: async () => {
      end(true);
      await vi.advanceTimersByTimeAsync(0);
    },
    refuse(on: boolean) {
      refuses = on;
    },
    isSaying(stream: MediaStream) {
      local = stream;
    },
  };
}
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);

describe('the announcement of a recording', () => {
  it('by a tone comes at once and every so often over the voice, which is heard again after each, and is stated once', async () => {
    const { announcer, said, heard, facts, ends } = bench({ how: 'tone' });
    announcer.begin(CALL, false);
    announcer.begin(CALL, false);
    await pass(1);
    expect(said).toEqual(['tone over microphone']);
    await ends();
    await pass(14);
    await ends();
    expect(said).toEqual(['tone over microphone', undefined, 'tone over microphone', undefined]);
    expect(facts).toMatchObject([{ kind: 'announced', how: 'tone', everySeconds: 15, callId: CALL }]);
    expect(heard).not.toContain('tone over microphone alone');
    announcer.ended(CALL);
    await pass(60);
    expect(said).toHaveLength(4);
  });

  it('by words is said once', async () => {
    const { announcer, said, heard, facts, ends } = bench({ how: 'clip', heardBy: 'both' });
    announcer.begin(CALL, false);
    await pass(1);
    await ends();
    await pass(60);
    expect(said).toEqual(['words', undefined]);
    expect(heard).toEqual(['words', undefined]);
    expect(facts).toMatchObject([{ kind: 'announced', how: 'clip' }]);
  });

  it('is a tone where the words are gone', async () => {
    const { announcer, said, facts, read } = bench({ how: 'clip' });
    read.mockRejectedValue(new Failure('notFound'));
    announcer.begin(CALL, false);
    await pass(1);
    expect(said).toEqual(['tone over microphone']);
    expect(facts).toMatchObject([{ how: 'tone' }]);
  });

  it('waits while the recording is paused, and while nobody can be told', async () => {
    const { announcer, said, facts, refuse } = bench({ how: 'tone', everySeconds: 5 });
    announcer.begin(CALL, true);
    await pass(11);
    expect(said).toEqual([]);
    announcer.pause(CALL, false);
    refuse(true);
    await pass(5);
    expect(facts).toEqual([]);
    refuse(false);
    await pass(5);
    expect(said).toEqual(['tone over microphone']);
  });

  it('does not cut off what is said in its place meanwhile', async () => {
    const { announcer, said, ends, isSaying } = bench({ how: 'tone' });
    announcer.begin(CALL, false);
    await pass(1);
    isSaying({ name: 'a message' } as unknown as MediaStream);
    await ends();
    expect(said).toEqual(['tone over microphone']);
  });

  it('is none where none is wanted', async () => {
    const { announcer, said, facts } = bench({ how: 'none' });
    announcer.begin(CALL, false);
    await pass(60);
    expect([said, facts]).toEqual([[], []]);
  });
});
