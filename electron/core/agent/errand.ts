import { Failure } from '../../../shared/contract/failure.ts';
import type { Call } from '../../../shared/domain/call/call.ts';
import type { Dialling } from '../calls/dialling.ts';
import type { LiveCalls } from '../calls/live-calls.ts';
import type { PhoneLink } from '../phone/phone-link.ts';

/** A PBX answers a code at once; one that rings on does not know it. */
const ANSWER_LIMIT_MS = 15_000;
/** Time for what the PBX says to a code. One that goes on after it has put us somewhere else. */
const TALK_LIMIT_MS = 15_000;

export interface ErrandOptions {
  readonly live: LiveCalls;
  readonly dialling: Dialling;
  readonly phone: PhoneLink;
  readonly limits?: { readonly answerMs: number; readonly talkMs: number };
}

/** Dials feature codes: short calls to the PBX itself, which nobody sees. */
export function createErrands({ live, dialling, phone, limits }: ErrandOptions) {
  const { answerMs, talkMs } = limits ?? { answerMs: ANSWER_LIMIT_MS, talkMs: TALK_LIMIT_MS };
  const timers = new Set<NodeJS.Timeout>();

  function later(ms: number, work: () => void): () => void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
    return () => {
      clearTimeout(timer);
      timers.delete(timer);
    };
  }

  const hangUp = (callId: string) => void phone.command('phone.hangUp', { callId }).catch(() => {});

  return {
    /**
     * Resolves as soon as the PBX answered: it took the code. The call is ended by the PBX, or by us after a while.
     *
     * @throws Failure `alreadyTalking` (a second call would put the customer on hold), `featureRefused`,
     * `featureUnanswered`, or why the phone could not dial
     */
    async run(code: string): Promise<void> {
      const talking = live.list().some(({ call }) => call.state === 'talking');
      if (talking) throw new Failure('alreadyTalking');
      const settled = Promise.withResolvers<void>();
      // Dialling may fail first, and then nobody waits for this any more.
      settled.promise.catch(() => {});
      let stopWaiting = () => {};
      let answered = false;

      function changed({ id, state, answeredAt, end }: Call): void {
        if (answeredAt !== undefined && !answered) {
          answered = true;
          stopWaiting();
          stopWaiting = later(talkMs, () => hangUp(id));
          settled.resolve();
        }
        if (state !== 'ended') return;
        stopWaiting();
        settled.reject(
          new Failure(end?.sipCode === undefined ? 'featureUnanswered' : 'featureRefused', { code }),
        );
      }

      await dialling
        .dial(code, { purpose: 'service' }, (callId) => {
          live.errand(callId, changed);
          stopWaiting = later(answerMs, () => {
            settled.reject(new Failure('featureUnanswered', { code }));
            hangUp(callId);
          });
        })
        .catch((error: unknown) => {
          stopWaiting();
          throw error;
        });
      await settled.promise;
    },
    /** Codes that a core dialled before it died: nobody waits for them any more, and nobody would see them. */
    giveUpOld(mailbox: string): void {
      for (const { call } of live.list()) {
        if (call.purpose === 'service' && call.state !== 'ended' && call.remote.number !== mailbox)
          hangUp(call.id);
      }
    },
    stop(): void {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

export type Errands = ReturnType<typeof createErrands>;
