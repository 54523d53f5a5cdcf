// What an operator does in a list. The bar, the keys, the palette and the screens come through here.
import { useMemo } from 'react';
import type { Dialer } from '../../../shared/contract/campaigns.ts';
import { useTranslation } from '../../i18n/index.ts';
import { toastFailure } from '../../ui/toast.tsx';
import { showBarPanel } from './bar-ui.tsx';
import { useCore } from './core.tsx';
import { useDialerStore } from './dialer.tsx';
import { isJoined, isOnOffer, offeredNumber } from './dialer-model.ts';
import { useNavigation } from './navigation.tsx';
import { asFailure, useAsk } from './use-ask.ts';

export interface DialerActions {
  /** True: works on this list now. */
  join(campaignId: string): Promise<boolean>;
  leave(): Promise<void>;
  /** Works on this prospect of a list, joining the list if need be. */
  take(campaignId: string, leadId: string): Promise<boolean>;
  /** The prospect on offer, at the chosen number. Where that is not allowed, the field for an override opens. */
  dial(): Promise<void>;
  /** Dials all the same; the reason goes into the audit. */
  override(reason: string): Promise<boolean>;
  chooseNumber(index: number): void;
  skip(until?: number): Promise<void>;
  /** Pauses or goes on; in a call from its wrap-up on. */
  togglePause(): Promise<void>;
}

export function useDialerActions(): DialerActions {
  const core = useCore();
  const ask = useAsk();
  const store = useDialerStore();
  const showCall = useNavigation((navigation) => navigation.showCall);
  const { t } = useTranslation('errors');
  return useMemo(() => {
    const told = (answer: Dialer | undefined): boolean => {
      if (answer) store.getState().tell(answer);
      return answer !== undefined;
    };
    /** The prospect of the order under way: two keys pressed fast are one call, unless the next one is there between them. */
    let dialling: string | undefined;
    const dial = async (override?: { reason: string }): Promise<boolean> => {
      const offered = offeredNumber(store.getState());
      const leadId = store.getState().dialer?.lead?.id;
      if (!offered || leadId === undefined || dialling === leadId) return false;
      dialling = leadId;
      try {
        const answer = await core.request('dialer.dial', {
          number: offered.number,
          ...(override ? { override } : {}),
        });
        told(answer);
        showCall();
        return true;
      } catch (error) {
        const failure = asFailure(error);
        // Forbidden since the offer was painted: ask again where the prospect stands, and offer the override there.
        const fresh = await core.request('dialer.state', {}).catch(() => undefined);
        told(fresh);
        if (failure.code === 'mayNotDial' && !override) showBarPanel('override');
        else toastFailure(t(failure.code, failure.params));
        return false;
      } finally {
        if (dialling === leadId) dialling = undefined;
      }
    };
    const join = async (campaignId: string) => told(await ask('dialer.join', { campaignId }));
    const actions: DialerActions = {
      join,
      leave: async () => void told(await ask('dialer.leave', {})),
      take: async (campaignId, leadId) => {
        if (store.getState().dialer?.campaign?.id !== campaignId && !(await join(campaignId))) return false;
        return told(await ask('dialer.take', { leadId }));
      },
      dial: async () => {
        const state = store.getState();
        const offered = offeredNumber(state);
        if (!isOnOffer(state.dialer)) return;
        if (offered?.verdict.allowed === false) showBarPanel('override');
        else await dial();
      },
      override: async (reason) => {
        const done = await dial({ reason });
        if (done) showBarPanel('none');
        return done;
      },
      chooseNumber: (index) => {
        const chosen = store.getState().dialer?.numbers[index];
        if (chosen) store.setState({ chosenNumber: chosen.number });
      },
      skip: async (until) => {
        if (!isOnOffer(store.getState().dialer)) return;
        showBarPanel('none');
        told(await ask('dialer.skip', until === undefined ? {} : { until }));
      },
      togglePause: async () => {
        const { dialer } = store.getState();
        // From here on it is the operator's own pause.
        store.setState({ heldByTyping: false });
        if (isJoined(dialer))
          told(await ask('dialer.pause', { paused: !(dialer.paused || dialer.pausesNext) }));
      },
    };
    return actions;
  }, [core, ask, store, showCall, t]);
}
