import { useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { Screen, Section, Trouble } from '../../ui/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import { useSession } from '../state/session.tsx';
import { useAsk, useFailureText } from '../state/use-ask.ts';
import { canRing, readiness } from './line-readiness.ts';
import { LineSwitch } from './line-switch.tsx';
import { PersonaList } from './persona-list.tsx';
import type { Persona } from './persona-text.ts';
import { Shift } from './shift.tsx';
import classes from './training.module.css';
import { useTraining } from './use-training.ts';

/** Customers to practise with: who they are, what they will do, and a whole shift of them. */
export function TrainingScreen() {
  const { t } = useTranslation('training');
  const ask = useAsk();
  const { dial } = useCallActions();
  const phone = useSession((session) => session.phone);
  const accounts = useSession((session) => session.accounts);
  const { state, failure, reload } = useTraining();
  const failureText = useFailureText();
  const [askedId, setAskedId] = useState<string>();

  const ring = async (persona: Persona) => {
    setAskedId(persona.id);
    await ask('training.ring', { personaId: persona.id });
    setAskedId(undefined);
  };
  const call = async (persona: Persona) => {
    setAskedId(persona.id);
    await dial({ number: persona.number });
    setAskedId(undefined);
  };

  const ready = state ? readiness(state, phone, accounts) : undefined;
  const usable = ready !== undefined && canRing(ready);
  const inbound = state?.personas.filter(({ direction }) => direction === 'inbound') ?? [];
  const outbound = state?.personas.filter(({ direction }) => direction === 'outbound') ?? [];
  return (
    <Screen title={t('title')}>
      <div className={classes.page}>
        <p className={classes.intro}>{t('intro')}</p>
        {failure && <Trouble text={failureText(failure)} verb={t('retry')} onAct={reload} />}
        <LineSwitch state={state} readiness={ready} />
        {state && (
          <>
            <Shift state={state} usable={usable} />
            <Section
              title={t('inbound')}
              actions={<span className={classes.sectionHint}>{t('inboundHint')}</span>}
            >
              <PersonaList
                label={t('inbound')}
                personas={inbound}
                usable={usable}
                askedId={askedId}
                onAct={(persona) => void ring(persona)}
              />
            </Section>
            <Section
              title={t('outbound')}
              actions={<span className={classes.sectionHint}>{t('outboundHint')}</span>}
            >
              <PersonaList
                label={t('outbound')}
                personas={outbound}
                usable={usable}
                askedId={askedId}
                onAct={(persona) => void call(persona)}
              />
            </Section>
          </>
        )}
      </div>
    </Screen>
  );
}
