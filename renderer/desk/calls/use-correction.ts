import { useEffect, useState } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { Output } from '../../../shared/contract/index.ts';
import { readQuickTime } from '../../../shared/domain/schedule/quick-time.ts';
import { useTranslation } from '../../i18n/index.ts';
import { toastDone, toastUndo } from '../../ui/toast.tsx';
import { callerName, numberOf } from '../state/caller.ts';
import { useCore } from '../state/core.tsx';
import { useCustomerZone } from '../state/customer-zone.ts';
import { useAsk } from '../state/use-ask.ts';
import type { FollowUp } from '../state/wrap-up.tsx';

type Preview = Output<'calls.previewWrapUp'>;

interface Draft {
  readonly outcome: string | undefined;
  readonly note: string;
  /** Of the next call, as it is typed; undefined: left as it is. */
  readonly text: string | undefined;
}

export interface Correction {
  readonly draft: Draft;
  edit(change: Partial<Draft>): void;
  /** The customer's. */
  readonly zone: string;
  readonly followUp: FollowUp | undefined;
  /** What it would change. Undefined: on its way, or refused. */
  readonly standing: Preview | undefined;
  readonly refused: unknown;
  readonly ready: boolean;
  save(): Promise<boolean>;
}

/** A person who chooses from a list passes over some of it. */
const REST_MS = 150;

/** The outcome of a logged call being corrected: nothing is changed before it is saved. */
export function useCorrection(call: CallView): Correction {
  const { t } = useTranslation(['outcomes', 'common']);
  const ask = useAsk();
  const zone = useCustomerZone(call);
  const [draft, setDraft] = useState<Draft>({ outcome: call.outcome, note: call.note, text: undefined });
  const followUp = draft.text?.trim() ? typed(draft.text, zone) : undefined;
  const understood = followUp === undefined || followUp.dueAt !== undefined;
  const name = callerName(call) ?? numberOf(call);
  const wanted = {
    callId: call.id,
    outcome: draft.outcome ?? null,
    ...followUpOf(draft, followUp, t('next.defaultTitle', { name })),
  };
  const { standing, refused } = usePreview(wanted, understood);

  const save = async (): Promise<boolean> => {
    if (!standing) return false;
    const saved = await ask('calls.wrapUp', { ...wanted, note: draft.note, close: true });
    if (!saved) return false;
    for (const remark of saved.remarks ?? []) toastDone(t(`remark.${remark}`));
    const { promise } = standing.before;
    const before = promise ? { dueAt: promise.dueAt, zone: promise.zone, title: promise.title } : null;
    const moved = promise?.dueAt !== standing.after.promise?.dueAt;
    toastUndo(t('correct.saved'), t('common:undo'), () => {
      void ask('calls.wrapUp', {
        ...{ callId: call.id, outcome: call.outcome ?? null, note: call.note, close: true },
        ...(moved ? { followUp: before } : {}),
      });
    });
    return true;
  };
  return {
    ...{ draft, zone, followUp, standing, refused, save },
    edit: (change) => setDraft((now) => ({ ...now, ...change })),
    ready: understood && standing !== undefined,
  };
}

function typed(text: string, zone: string): FollowUp {
  const found = readQuickTime(text, { now: Date.now(), zone });
  return { text, zone, dueAt: 'at' in found ? found.at : undefined, title: undefined };
}

/** Absent: as it is. Null: none any more. */
function followUpOf({ text }: Draft, followUp: FollowUp | undefined, title: string) {
  if (text === undefined) return {};
  if (followUp?.dueAt === undefined) return { followUp: null };
  return { followUp: { dueAt: followUp.dueAt, zone: followUp.zone, title: title.slice(0, 300) } };
}

function usePreview(wanted: Parameters<typeof JSON.stringify>[0], understood: boolean) {
  const core = useCore();
  const [answer, setAnswer] = useState<{ asked: string; standing?: Preview; refused?: unknown }>();
  const asked = JSON.stringify(wanted);
  useEffect(() => {
    if (!understood) return;
    let late = false;
    const timer = setTimeout(() => {
      core.request('calls.previewWrapUp', JSON.parse(asked)).then(
        (standing) => late || setAnswer({ asked, standing }),
        (refused: unknown) => late || setAnswer({ asked, refused }),
      );
    }, REST_MS);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [core, asked, understood]);
  const current = answer?.asked === asked ? answer : undefined;
  return { standing: current?.standing, refused: current?.refused };
}
