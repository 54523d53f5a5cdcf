import { useCallback, useEffect, useState } from 'react';
import type { RecordingComment } from '../../../shared/contract/library.ts';
import type { TalkAccount } from '../../../shared/contract/talk-scripts.ts';
import { accountOf, momentOf } from '../../../shared/domain/talk-script/account.ts';
import { useCore } from './core.tsx';

/** A step of the script that is to be heard on this recording. */
export interface HeardStep {
  readonly key: string;
  readonly atMs: number;
  readonly title: string;
  readonly scriptId: string;
  readonly nodeId: string;
}

export interface Talk {
  readonly comments: readonly RecordingComment[];
  readonly steps: readonly HeardStep[];
}

/** What is known of the moments of a recording, kept up with what anybody says about it. */
export function useTalk(recordingId: string, callId: string): Talk {
  const core = useCore();
  const [comments, setComments] = useState<readonly RecordingComment[]>([]);
  const [steps, setSteps] = useState<readonly HeardStep[]>([]);
  const ask = useCallback(async () => {
    try {
      return (await core.request('library.get', { recordingId })).comments;
    } catch {
      // The sound can be heard all the same, and the next change asks again.
      return [];
    }
  }, [core, recordingId]);
  useEffect(() => {
    let late = false;
    const load = () => void ask().then((found) => late || setComments(found));
    load();
    const stop = core.on(
      'library.changed',
      ({ recordingIds }) => recordingIds.includes(recordingId) && load(),
    );
    return () => {
      late = true;
      stop();
    };
  }, [core, ask, recordingId]);
  useEffect(() => {
    let late = false;
    setSteps([]);
    core.request('talkRuns.account', { callId }).then(
      (accounts) => late || setSteps(accounts.flatMap((account) => heardSteps(account, recordingId))),
      // Whoever may hear a recording need not be allowed to read the call: then it has no steps.
      () => undefined,
    );
    return () => {
      late = true;
    };
  }, [core, recordingId, callId]);
  return { comments, steps };
}

function heardSteps({ run, script, earlier, calls }: TalkAccount, recordingId: string): HeardStep[] {
  return accountOf(script, run, earlier).flatMap((step, place) => {
    const moment = momentOf(step, calls.find(({ id }) => id === step.callId)?.recordings ?? []);
    if (moment.kind !== 'heard' || moment.recordingId !== recordingId) return [];
    const { id: nodeId, title } = step.node;
    return [{ key: `${run.id} ${place}`, atMs: moment.atMs, title, scriptId: run.scriptId, nodeId }];
  });
}
