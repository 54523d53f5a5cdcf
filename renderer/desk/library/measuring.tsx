import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { createStore, useStore } from 'zustand';
import { useTranslation } from '../../i18n/index.ts';
import { useCalls } from '../state/calls.tsx';
import { primaryCall } from '../state/calls-model.ts';
import { useCore } from '../state/core.tsx';
import classes from './library.module.css';
import { CannotDecode, measureNext } from './measure.ts';

/** One page measures, whichever screen it shows. */
const state = createStore<{ left: number; paused: boolean }>(() => ({ left: 0, paused: false }));

/** Between two of them: decoding a minute takes some tenths of a second, and the machine has other work. */
const REST_MS = 1_500;
/** The core was away, or the disk: it is tried again. */
const AGAIN_MS = 60_000;

/** Measures recordings in the background, one by one, the newest first; never while somebody is on the line. */
export function MeasureRecordings() {
  const core = useCore();
  const busy = useCalls((calls) => primaryCall(calls) !== undefined);
  const paused = useStore(state, (now) => now.paused);
  useEffect(() => {
    if (busy || paused) return;
    const stopping = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let running = false;
    /** Another recording came while one was measured. */
    let more = false;
    const soon = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => void turn(), ms);
    };
    const turn = async () => {
      running = true;
      more = false;
      try {
        const left = await measureNext(core, stopping.signal);
        state.setState({ left });
        if ((left > 0 || more) && !stopping.signal.aborted) soon(REST_MS);
      } catch (error) {
        if (error instanceof CannotDecode) state.setState({ left: 0 });
        else if (!stopping.signal.aborted) soon(AGAIN_MS);
      } finally {
        running = false;
      }
    };
    soon(REST_MS);
    const stop = core.on('library.changed', () => {
      if (running) more = true;
      else soon(REST_MS);
    });
    return () => {
      stopping.abort();
      clearTimeout(timer);
      stop();
    };
  }, [core, busy, paused]);
  return null;
}

/** How far it is; nothing when all are measured. */
export function Measuring() {
  const { t } = useTranslation('library');
  const { left, paused } = useStore(state);
  // One or two are done before anybody has read it.
  if (left < 3) return null;
  return (
    <span className={classes.measuring}>
      {t(paused ? 'measure.paused' : 'measure.left', { count: left })}
      <Button size="compact-sm" variant="subtle" onClick={() => state.setState({ paused: !paused })}>
        {paused ? t('measure.goOn') : t('measure.pause')}
      </Button>
    </span>
  );
}
