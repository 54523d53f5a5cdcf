import type { Repositories } from '../../../db/repositories/index.ts';
import type { CallView, callRequests } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { CallQuality, QualitySample, TimelineEntry } from '../../../shared/contract/quality.ts';
import type { Account } from '../../../shared/contract/settings.ts';
import { timeline } from '../../../shared/domain/call/timeline.ts';
import { assess } from '../../../shared/domain/quality/assess.ts';
import type { LiveCalls } from '../calls/live-calls.ts';
import type { Context } from '../host/dispatch.ts';
import type { Measurements } from './measurements.ts';
import { callReport } from './report.ts';
import type { Traces } from './traces.ts';

export type QualityRequests = Pick<
  typeof callRequests,
  'calls.timeline' | 'calls.quality' | 'calls.trace' | 'calls.report'
>;

/** What went before and after a call may explain it: a registration that was lost, a network that came back. */
const AROUND_MS = 60_000;

/** How good calls were, and why: what the desk asks about one call. */
export function createQuality(options: {
  readonly repositories: Repositories;
  readonly live: LiveCalls;
  readonly measurements: Measurements;
  readonly traces: Traces;
  readonly accounts: () => Account[];
  readonly version: string;
  readonly now: () => number;
}) {
  const { repositories, live, measurements, traces } = options;

  function need(callId: string): CallView {
    if (!repositories.calls.get(callId)) throw new Failure('notFound');
    return repositories.calls.view(callId);
  }

  const factsOf = (callId: string) => repositories.calls.facts(callId).map(({ fact }) => fact);
  const storyOf = (callId: string): TimelineEntry[] =>
    timeline(factsOf(callId)).map((line) => ({ ...line, params: { ...line.params } }));

  function qualityOf({ id, answeredAt, endedAt }: CallView): CallQuality {
    const samples = measurements.of(id) as QualitySample[];
    const { verdicts, mos, worstMos } = assess(samples, { answeredAt, endedAt, facts: factsOf(id) });
    return {
      samples,
      verdicts: verdicts.map(({ code, params }) => ({ code, params: { ...params } })),
      ...(mos === undefined ? {} : { mos }),
      ...(worstMos === undefined ? {} : { worstMos }),
    };
  }

  const handlers: Handlers<QualityRequests, Context> = {
    'calls.timeline': ({ callId }) => storyOf(need(callId).id),
    'calls.quality': ({ callId }) => qualityOf(need(callId)),
    'calls.trace': ({ callId }) => traces.of(need(callId).id),
    'calls.report': ({ callId }) => {
      const call = need(callId);
      const now = options.now();
      return callReport({
        version: options.version,
        madeAt: now,
        call,
        account: options.accounts().find(({ id }) => id === call.accountId),
        timeline: storyOf(callId),
        quality: qualityOf(call),
        messages: traces.of(callId),
        others: traces.othersBetween(call.startedAt - AROUND_MS, (call.endedAt ?? now) + AROUND_MS),
      });
    },
  };

  /** A call is over: how good it was goes on its record, if it was measured. */
  function settle(callId: string): void {
    measurements.finish(callId);
    const call = need(callId);
    // How well the PBX itself could be heard is nobody's question, and a feature code is not even shown.
    const mos = call.purpose === 'service' ? undefined : qualityOf(call).worstMos;
    if (mos === undefined) return;
    live.amend(callId, (record) => ({ ...record, mos }));
    live.announce(callId);
  }

  return {
    handlers,
    settle,
    /** Seconds of a call from its phone. Returns the newest of them that was not known yet. */
    measured(callId: string, samples: readonly QualitySample[]): QualitySample | undefined {
      if (!repositories.calls.get(callId)) return undefined;
      const newest = measurements.add(callId, samples);
      // The last seconds may come after the end.
      if (!live.isLive(callId)) settle(callId);
      return newest;
    },
  };
}
