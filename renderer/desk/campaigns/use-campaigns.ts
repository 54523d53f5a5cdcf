import { useCallback, useEffect, useRef, useState } from 'react';
import type { Campaign } from '../../../shared/contract/campaigns.ts';
import type { Failure } from '../../../shared/contract/failure.ts';
import { useCore } from '../state/core.tsx';
import { asFailure } from '../state/use-ask.ts';

interface Loaded<T> {
  /** Undefined until the first answer. */
  readonly value: T | undefined;
  readonly failure: Failure | undefined;
  reload(): void;
}

/** Asks at the beginning, after a reconnection, and whenever a list changed that `concerned` is about. */
function useLoaded<T>(load: () => Promise<T>, concerned: (ids: readonly string[]) => boolean): Loaded<T> {
  const core = useCore();
  const [state, setState] = useState<{ value: T | undefined; failure: Failure | undefined }>({
    value: undefined,
    failure: undefined,
  });
  const turn = useRef(0);
  const reload = useCallback(() => {
    const mine = ++turn.current;
    load().then(
      (value) => mine === turn.current && setState({ value, failure: undefined }),
      (error) => mine === turn.current && setState((before) => ({ ...before, failure: asFailure(error) })),
    );
  }, [load]);
  useEffect(() => {
    setState({ value: undefined, failure: undefined });
    const stops = [
      core.onConnection((connection) => connection === 'connected' && reload()),
      core.on('campaigns.changed', ({ ids }) => concerned(ids) && reload()),
    ];
    return () => {
      turn.current++;
      for (const stop of stops) stop();
    };
  }, [core, reload, concerned]);
  return { ...state, reload };
}

const always = () => true;

export function useCampaigns(ended: boolean): Loaded<readonly Campaign[]> {
  const core = useCore();
  return useLoaded(
    useCallback(() => core.request('campaigns.list', { ended }), [core, ended]),
    always,
  );
}

export function useCampaign(id: string): Loaded<Campaign> {
  const core = useCore();
  return useLoaded(
    useCallback(() => core.request('campaigns.get', { id }), [core, id]),
    useCallback((ids) => ids.includes(id), [id]),
  );
}
