import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { LiveCall } from '../../../shared/contract/calls.ts';
import type { FailureCode } from '../../../shared/contract/failure.ts';
import { useTranslation } from '../../i18n/index.ts';
import { EmptyState } from '../../ui/index.ts';
import { CallDetails } from '../calls/call-details.tsx';
import { UnknownCaller } from '../contacts/unknown-caller.tsx';
import { CallQualityPanel } from '../quality/call-quality-panel.tsx';
import { useCore } from '../state/core.tsx';
import { asFailure } from '../state/use-ask.ts';
import { TalkAccounts } from '../talk-scripts/account/talk-accounts.tsx';
import classes from './pane.module.css';

interface LoggedCallProps {
  readonly callId: string;
  /** Where its recording begins to play. */
  readonly atMs: number | undefined;
  readonly onClose: () => void;
}

/** A call of the log; if nobody knew the caller, the short form is still here. */
export function LoggedCall({ callId, atMs, onClose }: LoggedCallProps) {
  const { t } = useTranslation(['errors', 'common']);
  const core = useCore();
  const [live, setLive] = useState<LiveCall>();
  const [failure, setFailure] = useState<FailureCode>();
  useEffect(() => {
    let left = false;
    core.request('calls.get', { callId }).then(
      (found) => left || setLive(found),
      (error) => left || setFailure(asFailure(error).code),
    );
    const stop = core.on('calls.changed', (changed) => changed.call.id === callId && setLive(changed));
    return () => {
      left = true;
      stop();
    };
  }, [core, callId]);
  if (failure) {
    return (
      <EmptyState
        title={t(`errors:${failure}`)}
        action={<Button onClick={onClose}>{t('common:close')}</Button>}
      />
    );
  }
  if (!live) return null;
  return (
    <div className={classes.scroll}>
      <CallDetails key={live.call.id} call={live.call} atMs={atMs} Talk={TalkAccounts} onClose={onClose} />
      {live.call.state === 'ended' && (
        <CallQualityPanel callId={live.call.id} answeredAt={live.call.answeredAt} />
      )}
      {live.call.contactId === undefined && <UnknownCaller call={live.call} openAfter />}
    </div>
  );
}
