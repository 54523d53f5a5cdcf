// The form of a new list while it is being filled in: looking something up on another screen must not empty it.
import { createStore, useStore } from 'zustand';
import type { LeadSource } from '../../../../shared/contract/campaigns.ts';
import { type ListForm, newForm, sourceForm } from './list-form.ts';

const store = createStore<{ form: ListForm; from: LeadSource | undefined }>(() => ({
  form: newForm(),
  from: undefined,
}));

export const useNewList = (): ListForm => useStore(store, ({ form }) => form);
export const setNewList = (form: ListForm): void => store.setState({ form });
export const forgetNewList = (): void => store.setState({ form: newForm(), from: undefined });

/** Came with somebody chosen elsewhere ("make a list of these"): once for each time it was chosen. */
export function startNewList(source: LeadSource | undefined): void {
  if (!source || store.getState().from === source) return;
  store.setState(({ form }) => ({ form: { ...form, source: sourceForm(source) }, from: source }));
}
