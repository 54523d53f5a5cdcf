import type { QualitySample, TraceMessage } from '../../../shared/contract/quality.ts';
import type { Deps } from '../context.ts';
import { packSamples, unpackSamples } from './samples.ts';

/** A call keeps so much of its trace; the beginning and the end are what tells a bad call from a good one. */
export const MAX_MESSAGES = 200;
export const MAX_TRACE_CHARS = 500_000;
/** How many of the first are never thrown away: the call's set-up. */
const KEEP_FIRST = 20;

/** How calls were, for diagnosis: local, bounded, and not for ever. */
export interface Quality {
  /** Puts these in place of what was kept of the call. */
  saveSamples(callId: string, samples: readonly QualitySample[]): void;
  samples(callId: string): QualitySample[];
  /** Adds to the trace of the call, and lets go of what is too much of it. Secrets must be gone already. */
  addMessages(callId: string, messages: readonly TraceMessage[]): void;
  /** In the order in which they were added. */
  messages(callId: string): TraceMessage[];
  /** Throws away what is older than `before` (UTC ms), at most `limit` rows of each table. Returns how many it were. */
  sweep(before: number, limit: number): number;
}

export function createQuality({ db, now }: Deps): Quality {
  const { sqlite } = db;
  const putSamples = sqlite.prepare(
    `insert into call_samples (call_id, samples, updated_at) values (?, ?, ?)
     on conflict (call_id) do update set samples = excluded.samples, updated_at = excluded.updated_at`,
  );
  const samplesOf = sqlite.prepare('select samples from call_samples where call_id = +?').pluck();
  const putMessage = sqlite.prepare(
    'insert into call_messages (call_id, at, direction, text) values (?, ?, ?, ?)',
  );
  const messagesOf = sqlite.prepare(
    'select at, direction, text from call_messages where call_id = +? order by seq',
  );
  const sizes = sqlite.prepare(
    'select seq, length(text) as chars from call_messages where call_id = +? order by seq',
  );
  const dropMessage = sqlite.prepare('delete from call_messages where seq = +?');
  const old = [
    'delete from call_samples where call_id in (select call_id from call_samples where updated_at < +@before limit +@limit)',
    'delete from call_messages where seq in (select seq from call_messages where at < +@before limit +@limit)',
  ].map((statement) => sqlite.prepare(statement));

  function trim(callId: string): void {
    const kept = sizes.all(callId) as { seq: number; chars: number }[];
    let count = kept.length;
    let chars = kept.reduce((sum, message) => sum + message.chars, 0);
    for (const message of kept.slice(KEEP_FIRST)) {
      if (count <= MAX_MESSAGES && chars <= MAX_TRACE_CHARS) return;
      dropMessage.run(message.seq);
      count -= 1;
      chars -= message.chars;
    }
  }

  return {
    saveSamples: (callId, samples) =>
      db.transaction(() => void putSamples.run(callId, packSamples(samples), now())),
    samples(callId) {
      const packed = samplesOf.get(callId) as string | undefined;
      return packed === undefined ? [] : unpackSamples(packed);
    },
    addMessages: (callId, messages) =>
      db.transaction(() => {
        for (const { at, direction, text } of messages) putMessage.run(callId, at, direction, text);
        trim(callId);
      }),
    messages: (callId) => messagesOf.all(callId) as TraceMessage[],
    sweep: (before, limit) =>
      db.transaction(() => old.reduce((sum, statement) => sum + statement.run({ before, limit }).changes, 0)),
  };
}
