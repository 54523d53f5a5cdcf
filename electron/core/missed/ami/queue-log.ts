import { isCustomerNumber, isHidden } from '../../../../shared/domain/missed/pbx.ts';
import { forgetOldest, missedCall, type PbxOutcome, talkWith } from './outcome.ts';

interface Waiting {
  readonly at: number;
  readonly number: string;
  readonly queue: string;
  /** When it left a queue without an agent; it may enter the next one. */
  leftAt?: number;
}

/** More at once than a PBX has: what is older was cut off by a crash of it. */
const MOST_CALLS = 20_000;

const FIELDS = /^(\d{9,11})(?:\.\d+)?\|([^|]*)\|([^|]*)\|[^|]*\|([A-Z]+)\|?(.*)$/;

export const isQueueLog = (line: string): boolean => FIELDS.test(line);

/**
 * Reads Asterisk's `queue_log` (docs.asterisk.org, "Queue Logs"): `seconds|unique id|queue|agent|event|data…`, UTC. Lines that
 * are none are left out.
 */
export function createQueueLogReader(tell: (outcome: PbxOutcome) => void) {
  const waiting = new Map<string, Waiting>();

  return {
    /** `fresh`: not read before; the others are there to know who it was. */
    take(line: string, fresh: boolean): void {
      const [, seconds, name = '', queue = '', event, data = ''] = FIELDS.exec(line) ?? [];
      if (seconds === undefined) return;
      const at = Number(seconds) * 1000;
      const call = waiting.get(name);
      switch (event) {
        case 'ENTERQUEUE': {
          const number = data.split('|')[1] ?? '';
          if (isHidden(number) || isCustomerNumber(number))
            waiting.set(name, { at: call?.at ?? at, number, queue });
          forgetOldest(waiting, MOST_CALLS);
          return;
        }
        case 'CONNECT':
          waiting.delete(name);
          if (fresh && call && !isHidden(call.number)) tell(talkWith(call.number, at));
          return;
        case 'ABANDON':
          waiting.delete(name);
          if (fresh && call) tell(missed(name, call, at, 'leftQueue'));
          return;
        case 'EXITWITHTIMEOUT':
        case 'EXITEMPTY':
        case 'EXITWITHKEY':
          if (call && fresh) call.leftAt = at;
          return;
      }
    },
    /** Whoever has left a queue by now, and was taken by no other, was not served by any. */
    end(): void {
      for (const [name, call] of waiting)
        if (call.leftAt !== undefined) tell(missed(name, call, call.leftAt, 'unanswered'));
    },
  };
}

const missed = (
  name: string,
  { at, number, queue }: Waiting,
  endedAt: number,
  cause: 'leftQueue' | 'unanswered',
): PbxOutcome => missedCall(name, number, { at, endedAt, cause, line: queue });
