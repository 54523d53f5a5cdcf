import { Switch } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { AgentState } from '../../../shared/contract/agent.ts';
import { useTranslation } from '../../i18n/index.ts';
import { KeyHint } from '../../ui/index.ts';
import { standingOf, useAgent } from '../state/agent.tsx';
import { isTextField } from '../state/typing.ts';
import classes from './agent.module.css';
import { ForwardTo } from './forward-to.tsx';
import { moveFocus } from './move-focus.ts';
import { StandingMark } from './standing-mark.tsx';
import { useAgentActions } from './use-agent-actions.ts';

/** How I stand, and every way to change it. Digits choose; arrows walk. */
export function StatePanel() {
  const state = useAgent((agent) => agent);
  if (!state) return null;
  return <Choices state={state} />;
}

function Choices({ state }: { state: AgentState }) {
  const { t } = useTranslation('agent');
  const list = useRef<HTMLDivElement>(null);
  const actions = useAgentActions();
  const standing = standingOf(state);
  useEffect(() => {
    const pressed = list.current?.querySelector<HTMLElement>('[aria-pressed=true]');
    (pressed ?? list.current?.querySelector('button'))?.focus();
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey || isTextField(document.activeElement)) return;
    const chosen = list.current?.querySelector<HTMLElement>(`[data-digit="${event.key}"]`);
    if (chosen) {
      event.preventDefault();
      if (isTextField(chosen)) chosen.focus();
      else chosen.click();
    } else moveFocus(event, list.current);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens to what its buttons did not want.
    <div ref={list} className={classes.choices} onKeyDown={onKeyDown}>
      <Choice
        standing="available"
        digit="1"
        // Out of the queues is a switch of its own below.
        pressed={standing === 'available' || standing === 'outOfQueues'}
        onClick={() => void actions.makeAvailable(state)}
      />
      <Choice
        standing="doNotDisturb"
        digit="2"
        pressed={state.doNotDisturb}
        onClick={() => void actions.setDoNotDisturb(!state.doNotDisturb)}
      />
      <ForwardTo state={state} digit="3" />
      {state.can.pause && <Pause state={state} firstDigit={4} />}
      {state.can.queues && (
        <Switch
          className={classes.queues}
          checked={state.inQueues === true}
          label={t('queues.in')}
          description={t('queues.hint')}
          onChange={(event) => void actions.setQueues(event.currentTarget.checked)}
        />
      )}
    </div>
  );
}

interface ChoiceProps {
  standing: 'available' | 'doNotDisturb';
  digit: string;
  pressed: boolean;
  onClick: () => void;
}

function Choice({ standing, digit, pressed, onClick }: ChoiceProps) {
  const { t } = useTranslation('agent');
  return (
    <button
      type="button"
      className={classes.choice}
      aria-pressed={pressed}
      aria-keyshortcuts={digit}
      data-digit={digit}
      data-walk
      onClick={onClick}
    >
      <StandingMark standing={standing} />
      <span className={classes.choiceWords}>
        <span className={classes.choiceName}>{t(`choice.${standing}`)}</span>
        <span className={classes.hint}>{t(`means.${standing}`)}</span>
      </span>
      <KeyHint>{digit}</KeyHint>
    </button>
  );
}

function Pause({ state, firstDigit }: { state: AgentState; firstDigit: number }) {
  const { t } = useTranslation('agent');
  const { pause } = useAgentActions();
  const own = state.pauseReasons.map(({ label }) => label);
  const reasons = own.length > 0 ? own : [t('pause.plain')];
  return (
    <Group mark={<StandingMark standing="paused" />} title={t('pause.title')} hint={t('means.paused')}>
      <div className={classes.reasons}>
        {reasons.map((label, index) => {
          const digit = firstDigit + index;
          const chosen = state.pausedFor === label;
          return (
            <button
              key={label}
              type="button"
              className={classes.reason}
              aria-pressed={chosen}
              data-walk
              {...(digit <= 9 ? { 'data-digit': digit, 'aria-keyshortcuts': String(digit) } : {})}
              onClick={() => void pause(chosen ? null : label)}
            >
              {digit <= 9 && <KeyHint>{String(digit)}</KeyHint>}
              {label}
            </button>
          );
        })}
        {own.length === 0 && <span className={classes.hint}>{t('pause.none')}</span>}
      </div>
    </Group>
  );
}

function Group(props: { mark: ReactNode; title: string; hint: string; children: ReactNode }) {
  return (
    <fieldset className={classes.group}>
      <legend className="rd-sr">{props.title}</legend>
      <div className={classes.groupHead}>
        {props.mark}
        <span className={classes.choiceWords}>
          <span className={classes.choiceName} aria-hidden>
            {props.title}
          </span>
          <span className={classes.hint}>{props.hint}</span>
        </span>
      </div>
      {props.children}
    </fieldset>
  );
}
