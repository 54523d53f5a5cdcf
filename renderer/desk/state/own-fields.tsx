// The firm's own fields, as the core tells them.
import { createContext, useContext, useMemo } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { CoreClient } from '../../../shared/contract/client.ts';
import type { OwnField } from '../../../shared/contract/own-fields.ts';
import { holds } from '../../../shared/domain/own-field/field.ts';

interface OwnFieldsState {
  /** In the order of the card, archived ones too. */
  readonly fields: readonly OwnField[];
}

export type OwnFieldsStore = StoreApi<OwnFieldsState>;

export const createOwnFieldsStore = (): OwnFieldsStore => createStore<OwnFieldsState>(() => ({ fields: [] }));

export function feedOwnFields(core: CoreClient, store: OwnFieldsStore): () => void {
  const stops = [
    core.on('ownFields.changed', (fields) => store.setState({ fields })),
    core.onConnection((connection) => {
      if (connection !== 'connected') return;
      core
        .request('ownFields.list', {})
        .then((fields) => store.setState({ fields }))
        // The next connection asks again.
        .catch(() => undefined);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

export const OwnFieldsContext = createContext<OwnFieldsStore | undefined>(undefined);

/** All of them, archived ones too. */
export function useOwnFields(): readonly OwnField[] {
  const store = useContext(OwnFieldsContext);
  if (!store) throw new Error('useOwnFields outside of DeskState');
  return useStore(store, ({ fields }) => fields);
}

/** Those that cards of this kind have now. */
export function useOwnFieldsOf(kind: 'person' | 'organisation'): readonly OwnField[] {
  const fields = useOwnFields();
  return useMemo(() => fields.filter((field) => !field.archived && holds(field, kind)), [fields, kind]);
}
