// What the pane at the right shows. Pure.
import type { LiveCall } from '../../../shared/contract/calls.ts';
import { type CallsState, primaryCall, subjectOf } from '../state/calls-model.ts';
import type { Navigation, Opened } from '../state/navigation.tsx';

export type PaneContent =
  | { readonly kind: 'none' }
  | { readonly kind: 'liveCall'; readonly live: LiveCall }
  | { readonly kind: 'opened'; readonly opened: Opened; readonly behind: LiveCall | undefined };

export function paneContent(
  calls: CallsState,
  navigation: Pick<Navigation, 'opened' | 'openedOver'>,
): PaneContent {
  const primary = primaryCall(calls);
  const { opened, openedOver } = navigation;
  if (primary && opened) {
    // Opened on purpose during this very call, or being typed into when the ring came.
    const keeps = openedOver === primary.call.id || calls.waiting.has(primary.call.id);
    if (keeps) return { kind: 'opened', opened, behind: primary };
  }
  // A code of the PBX is about nobody.
  if (primary && primary.call.purpose !== 'service')
    return { kind: 'liveCall', live: subjectOf(calls, primary) };
  return opened ? { kind: 'opened', opened, behind: undefined } : { kind: 'none' };
}
