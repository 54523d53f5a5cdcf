import { useMemo, useSyncExternalStore } from 'react';
import type { CoreClient } from '../../../shared/contract/client.ts';
import type { CallWarning, QualitySample } from '../../../shared/contract/quality.ts';
import { useCore } from '../state/core.tsx';
import { LOOK_BACK } from './live-quality.ts';

/** What the core told of the talks of this moment. */
interface Heard {
  readonly samples: ReadonlyMap<string, readonly QualitySample[]>;
  readonly warnings: ReadonlyMap<string, readonly CallWarning['kind'][]>;
}

interface Store {
  get(): Heard;
  subscribe(listener: () => void): () => void;
}

/**
 * One listener for as long as the page lives: dot and warnings come and go on the bar (another call, a lost connection),
 * and must know on their return what was said meanwhile.
 */
const stores = new WeakMap<CoreClient, Store>();

function storeOf(core: CoreClient): Store {
  const known = stores.get(core);
  if (known) return known;
  let heard: Heard = { samples: new Map(), warnings: new Map() };
  const listeners = new Set<() => void>();
  const become = (next: Partial<Heard>) => {
    heard = { ...heard, ...next };
    for (const listener of listeners) listener();
  };
  core.on('calls.measured', ({ callId, sample }) => {
    const list = [...(heard.samples.get(callId) ?? []), sample].slice(-LOOK_BACK);
    become({ samples: new Map(heard.samples).set(callId, list) });
  });
  core.on('phone.warning', ({ callId, kind, active }) => {
    const others = (heard.warnings.get(callId) ?? []).filter((other) => other !== kind);
    become({ warnings: new Map(heard.warnings).set(callId, active ? [...others, kind] : others) });
  });
  core.on('calls.changed', ({ call }) => {
    if (call.state !== 'ended') return;
    if (!heard.samples.has(call.id) && !heard.warnings.has(call.id)) return;
    const samples = new Map(heard.samples);
    const warnings = new Map(heard.warnings);
    samples.delete(call.id);
    warnings.delete(call.id);
    become({ samples, warnings });
  });
  const store: Store = {
    get: () => heard,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  stores.set(core, store);
  return store;
}

const NO_SAMPLES: readonly QualitySample[] = [];
const NO_WARNINGS: readonly CallWarning['kind'][] = [];

/** The last seconds of a talk. */
export function useLastSamples(callId: string): readonly QualitySample[] {
  const core = useCore();
  const store = useMemo(() => storeOf(core), [core]);
  return useSyncExternalStore(store.subscribe, () => store.get().samples.get(callId) ?? NO_SAMPLES);
}

/** What the operator of this talk should be told now. */
export function useWarnings(callId: string): readonly CallWarning['kind'][] {
  const core = useCore();
  const store = useMemo(() => storeOf(core), [core]);
  return useSyncExternalStore(store.subscribe, () => store.get().warnings.get(callId) ?? NO_WARNINGS);
}
