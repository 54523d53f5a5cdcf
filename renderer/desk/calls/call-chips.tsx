import { IconArrowsExchange, IconPencil, IconPhone, IconPhoneX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CallView, LiveCall } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import { useCallTitle } from '../state/caller.ts';
import { useCallsStore } from '../state/calls.tsx';
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
  const { answer, decline, swapTo } = useCallActions();
  const name = title(call);
  const ringing = call.state === 'ringing';
  const over = call.state === 'ended';
  const look = () => {
    store.setState({ chosenId: call.id });
    showCall();
  };
  const state = ringing ? t('bar.incoming') : over ? t('bar.wrapUp') : t('bar.held');
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
      {!ringing && !over && (
        <ChipButton label={t('action.swap')} onClick={() => swapTo(call)}>
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
