import type { Repositories } from '../../../db/repositories/index.ts';
import type { TraceMessage } from '../../../shared/contract/quality.ts';
import { redactSip } from './redact.ts';

/** Messages come in bursts; one write for a burst. */
const SAVE_AFTER_MS = 1_000;
/** Messages that belong to no call: registrations, subscriptions, keep-alives. */
const MAX_OTHERS = 200;
/** As the contract bounds a message; hiding may make it longer. */
const MAX_CHARS = 16_000;

/** The SIP messages of calls, on disk, and the latest that belong to no call, in memory. Never with a secret. */
export function createTraces(options: {
  readonly repositories: Pick<Repositories, 'quality'>;
  readonly onFailed: (error: unknown) => void;
}) {
  const { quality } = options.repositories;
  const waiting = new Map<string, TraceMessage[]>();
  let others: TraceMessage[] = [];
  let timer: NodeJS.Timeout | undefined;

  function save(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const [callId, messages] of waiting) {
      waiting.delete(callId);
      try {
        quality.addMessages(callId, messages);
      } catch (error) {
        // A full disk has its own bar; a trace is not worth a word more.
        options.onFailed(error);
      }
    }
  }

  return {
    add(callId: string | undefined, messages: readonly TraceMessage[]): void {
      const safe = messages.map((message) => ({
        ...message,
        text: redactSip(message.text).slice(0, MAX_CHARS),
      }));
      if (callId === undefined) {
        others = [...others, ...safe].slice(-MAX_OTHERS);
        return;
      }
      waiting.set(callId, [...(waiting.get(callId) ?? []), ...safe]);
      timer ??= setTimeout(save, SAVE_AFTER_MS);
    },
    of(callId: string): TraceMessage[] {
      save();
      return quality.messages(callId);
    },
    /** What went over the wire between these moments (UTC ms) and belongs to no call. */
    othersBetween: (from: number, to: number): TraceMessage[] =>
      others.filter(({ at }) => at >= from && at <= to),
    save,
  };
}

export type Traces = ReturnType<typeof createTraces>;
