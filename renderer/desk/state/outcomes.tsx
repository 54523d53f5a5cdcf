// The firm's words for the end of a talk, and how they are called on the screen.
import { createContext, useCallback, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { CoreClient } from '../../../shared/contract/client.ts';
import type { OutcomeNode } from '../../../shared/contract/outcomes.ts';
import { builtInOutcomes, isBuiltIn } from '../../../shared/domain/outcome/outcome.ts';
import { findOutcome } from '../../../shared/domain/outcome/tree.ts';
import { useTranslation } from '../../i18n/index.ts';

export interface Outcomes {
  /** In order, retired ones included. What the program brings, until the core has answered. */
  readonly tree: readonly OutcomeNode[];
}

export type OutcomesStore = StoreApi<Outcomes>;

export const createOutcomesStore = (): OutcomesStore =>
  createStore<Outcomes>(() => ({ tree: builtInOutcomes() }));

export function feedOutcomes(core: CoreClient, store: OutcomesStore): () => void {
  const stops = [
    core.on('outcomes.changed', (tree) => store.setState({ tree })),
    core.onConnection((connection) => {
      if (connection !== 'connected') return;
      core
        .request('outcomes.list', {})
        .then((tree) => store.setState({ tree }))
        // The next connection asks again.
        .catch(() => undefined);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

export const OutcomesContext = createContext<OutcomesStore | undefined>(undefined);

export function useOutcomesStore(): OutcomesStore {
  const store = useContext(OutcomesContext);
  if (!store) throw new Error('useOutcomes outside of DeskState');
  return store;
}

export const useOutcomes = (): readonly OutcomeNode[] => useStore(useOutcomesStore(), ({ tree }) => tree);

/** What one is called: in the firm's words, or as the program calls it. */
export function useNodeName(): (node: Pick<OutcomeNode, 'key' | 'name'>) => string {
  const { t } = useTranslation('outcomes');
  return useCallback(({ key, name }) => name ?? (isBuiltIn(key) ? t(`name.${key}`) : t('unknown')), [t]);
}

/** The name of what a call keeps, with the first level before it ("Refused · Too dear"). */
export function useOutcomeName(): {
  (key: string): string;
  (key: string | undefined): string | undefined;
} {
  const tree = useOutcomes();
  const nameOf = useNodeName();
  const name = useCallback(
    (key: string | undefined) => {
      if (key === undefined) return undefined;
      const node = findOutcome(tree, key) ?? { key };
      const parent = 'parent' in node ? findOutcome(tree, node.parent) : undefined;
      return parent ? `${nameOf(parent)} · ${nameOf(node)}` : nameOf(node);
    },
    [tree, nameOf],
  );
  return name as ReturnType<typeof useOutcomeName>;
}
