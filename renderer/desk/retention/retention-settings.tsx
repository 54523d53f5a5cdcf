import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/contract/failure.ts';
import type { RetentionState } from '../../../shared/contract/retention.ts';
import { Trouble } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useMay } from '../state/seat.tsx';
import { asFailure, useFailureText } from '../state/use-ask.ts';
import { Holds } from './holds.tsx';
import { Plan } from './plan.tsx';
import classes from './retention.module.css';

/** How long recordings stay, and what must stay longer. */
export function RetentionSettings() {
  const core = useCore();
  const failureText = useFailureText();
  const mayHold = useMay('holds.edit');
  const [state, setState] = useState<RetentionState>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    const stops = [
      core.on('retention.changed', setState),
      core.onConnection((connection) => {
        if (connection !== 'connected') return;
        core.request('retention.state', {}).then(setState, (error: unknown) => setFailure(asFailure(error)));
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core]);
  if (failure) return <Trouble text={failureText(failure)} />;
  if (!state) return null;
  return (
    <div className={classes.parts}>
      <Plan key={JSON.stringify(state.plan)} state={state} />
      {mayHold && <Holds />}
    </div>
  );
}
