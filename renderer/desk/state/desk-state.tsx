import { type ReactNode, useEffect, useState } from 'react';
import type { CoreClient } from '../../../shared/contract/client.ts';
import { AgentContext, createAgentStore, feedAgent } from './agent.tsx';
import { CallsContext, createCallsStore, feedCalls } from './calls.tsx';
import { primaryCall } from './calls-model.ts';
import { CardsContext, createCardsStore, feedCards } from './cards.tsx';
import { CoreProvider } from './core.tsx';
import { createDialerStore, DialerContext, feedDialer } from './dialer.tsx';
import { feedMachineMessage } from './machine-message.ts';
import { createNavigationStore, NavigationContext } from './navigation.tsx';
import { createOutcomesStore, feedOutcomes, OutcomesContext } from './outcomes.tsx';
import { createOwnFieldsStore, feedOwnFields, OwnFieldsContext } from './own-fields.tsx';
import { createSessionStore, feedSession, SessionContext } from './session.tsx';
import { createTalkRunsStore, feedTalkRuns, TalkRunsContext } from './talk-runs.tsx';
import { createWorkStore, feedWork, WorkContext } from './work.tsx';
import { createWrapUpStore, WrapUpContext } from './wrap-up.tsx';

function createStores(core: CoreClient) {
  const calls = createCallsStore();
  const cards = createCardsStore(core);
  const navigation = createNavigationStore(() => primaryCall(calls.getState())?.call.id);
  return {
    session: createSessionStore(),
    agent: createAgentStore(),
    navigation,
    calls,
    cards,
    dialer: createDialerStore(cards, navigation),
    wrapUps: createWrapUpStore(core),
    talkRuns: createTalkRunsStore(core),
    work: createWorkStore(),
    outcomes: createOutcomesStore(),
    ownFields: createOwnFieldsStore(),
  };
}

export type DeskStores = ReturnType<typeof createStores>;

/** The desk's stores, one for each domain, fed by the core as long as this is mounted. */
export function DeskState({ core, children }: { core: CoreClient; children: ReactNode }) {
  const [stores] = useState(() => createStores(core));
  useEffect(() => {
    const stops = [
      feedSession(core, stores.session),
      feedAgent(core, stores.agent),
      feedCalls(core, stores.calls, stores.cards),
      feedCards(core, stores.cards),
      feedDialer(core, stores.dialer),
      feedWork(core, stores.work),
      feedOutcomes(core, stores.outcomes),
      feedOwnFields(core, stores.ownFields),
      feedMachineMessage(core),
      feedTalkRuns(core, stores.talkRuns, stores.calls),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, stores]);
  return (
    <CoreProvider core={core}>
      <SessionContext value={stores.session}>
        <NavigationContext value={stores.navigation}>
          <CardsContext value={stores.cards}>
            <CallsContext value={stores.calls}>
              <WrapUpContext value={stores.wrapUps}>
                <WorkContext value={stores.work}>
                  <OutcomesContext value={stores.outcomes}>
                    <OwnFieldsContext value={stores.ownFields}>
                      <AgentContext value={stores.agent}>
                        <DialerContext value={stores.dialer}>
                          <TalkRunsContext value={stores.talkRuns}>{children}</TalkRunsContext>
                        </DialerContext>
                      </AgentContext>
                    </OwnFieldsContext>
                  </OutcomesContext>
                </WorkContext>
              </WrapUpContext>
            </CallsContext>
          </CardsContext>
        </NavigationContext>
      </SessionContext>
    </CoreProvider>
  );
}
