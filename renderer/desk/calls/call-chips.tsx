import {
  IconArrowsExchange,
  IconArrowsJoin,
  IconPencil,
  IconPhone,
  IconPhoneX,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CallView, LiveCall } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import { useCallTitle } from '../state/caller.ts';
import { useCalls, useCallsStore } from '../state/calls.tsx';
import { consultOf, pairOf, primaryCall } from '../state/calls-model.ts';
import { useNavigation } from '../state/navigation.tsx';
import classes from './call-chips.module.css';
import { Elapsed } from './elapsed.tsx';

/** The calls that do not have the bar. One is shown; more than one other call at a time is counted. */
export function CallChips({ calls }: { calls: readonly LiveCall[] }) {
  const { t } = useTranslation('calls');
  const first = calls[0];
  if (!first) return null;
  return (
    <section className={classes.chips} aria-label={t('bar.otherCalls')}>
      <CallChip call={first.call} />
      {calls.length > 1 && <div className={classes.more}>{t('bar.others', { count: calls.length - 1 })}</div>}
    </section>
  );
}

function CallChip({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const title = useCallTitle();
  const store = useCallsStore();
  const showCall = useNavigation((navigation) => navigation.showCall);
  const { answer, decline, swapTo, join, handOver } = useCallActions();
  const pair = useCalls((calls) => pairOf(calls)?.there.id === call.id && !consultOf(calls));
  const here = useCalls((calls) => primaryCall(calls)?.call);
  const name = title(call);
  const ringing = call.state === 'ringing';
  const over = call.state === 'ended';
  const look = () => {
    store.setState({ chosenId: call.id });
    showCall();
  };
  const state = useChipState(call);
  return (
    <div className={classes.chip} data-state={ringing ? 'ringing' : over ? 'wrapUp' : 'held'}>
      <button type="button" className={classes.who} onClick={look} title={t('bar.showCard', { name })}>
        <span className={classes.name}>{name}</span>
        <span className={classes.state}>
          {state} {!over && <Elapsed since={(ringing ? undefined : call.heldSince) ?? call.startedAt} />}
          {call.organisationName !== undefined && ` · ${call.organisationName}`}
        </span>
      </button>
      {ringing && (
        <>
          <ChipButton tone="answer" label={t('action.answer')} shortcut="F2" onClick={() => answer(call)}>
            <IconPhone size={18} aria-hidden />
          </ChipButton>
          <ChipButton tone="end" label={t('action.decline')} onClick={() => decline(call)}>
            <IconPhoneX size={18} aria-hidden />
          </ChipButton>
        </>
      )}
      {pair && here && (
        <>
          <ChipButton label={t('chip.handOver')} shortcut="G" onClick={() => handOver(here, call)}>
            <IconArrowsJoin size={18} aria-hidden />
          </ChipButton>
          <ChipButton label={t('consult.together')} shortcut="A" onClick={() => join([here, call])}>
            <IconUsersGroup size={18} aria-hidden />
          </ChipButton>
        </>
      )}
      {!ringing && !over && (
        <ChipButton label={t('action.swap')} shortcut="S" onClick={() => swapTo(call)}>
          <IconArrowsExchange size={18} aria-hidden />
        </ChipButton>
      )}
      {over && (
        <ChipButton label={t('action.finish')} onClick={look}>
          <IconPencil size={18} aria-hidden />
        </ChipButton>
      )}
    </div>
  );
}

function useChipState(call: CallView): string {
  const { t } = useTranslation('calls');
  if (call.state === 'ringing') return t('bar.incoming');
  if (call.state === 'ended') return t('bar.wrapUp');
  if (call.state === 'dialing') return t('bar.outgoing');
  if (call.signalLostAt !== undefined || call.soundLostAt !== undefined) return t('loss.title');
  return call.state === 'held' ? t('bar.held') : t('bar.talking');
}

interface ChipButtonProps {
  label: string;
  tone?: 'answer' | 'end';
  shortcut?: string;
  onClick: () => void;
  children: ReactNode;
}

function ChipButton({ label, tone, shortcut, onClick, children }: ChipButtonProps) {
  const { t } = useTranslation('common');
  return (
    <button
      type="button"
      className={classes.button}
      data-tone={tone}
      onClick={onClick}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={shortcut === undefined ? label : t('control', { label, key: shortcut })}
    >
      {children}
    </button>
  );
}
