import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconPhone, IconX } from '@tabler/icons-react';
import { type ComponentType, useEffect, useState } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Field, PhoneButton } from '../../ui/index.ts';
import { Player } from '../../ui/player/player.tsx';
import { useCallActions } from '../state/call-actions.ts';
import type { CallTalkProps } from '../state/call-talk.ts';
import { rangMs, talkedMs } from '../state/call-times.ts';
import { chosenMatch, dialableNumber, numberOf, useCallTitle, useMatchReason } from '../state/caller.ts';
import { useCalls } from '../state/calls.tsx';
import { primaryCall } from '../state/calls-model.ts';
import { HoldControl } from '../state/hold-control.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { useOutcomeName } from '../state/outcomes.tsx';
import { useLoadRecording } from '../state/recordings.ts';
import classes from './call-details.module.css';
import { CorrectOutcome } from './correct-outcome.tsx';

interface CallDetailsProps {
  call: CallView;
  /** Its recording plays from there by itself, unless somebody is on the line. */
  atMs?: number | undefined;
  /** What the scripts know of it. */
  Talk?: ComponentType<CallTalkProps> | undefined;
  onClose: () => void;
}

/** A call of the log with all its facts and its recording. */
export function CallDetails({ call, atMs, Talk, onClose }: CallDetailsProps) {
  const { t } = useTranslation(['calls', 'common']);
  const format = useFormat();
  const title = useCallTitle();
  const openContact = useNavigation((navigation) => navigation.openContact);
  const { dial } = useCallActions();
  const number = dialableNumber(call);
  const { contactId } = call;
  const [from, playFrom] = useMoment(call.id, atMs);
  return (
    <section className={classes.details} aria-label={t('detail.title')}>
      <header className={classes.head}>
        <div className={classes.who}>
          <h2 className={classes.name}>{title(call)}</h2>
          <div className={classes.sub}>
            {[call.organisationName, t(`direction.${call.direction}`), format.dateTime(call.startedAt)]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </div>
        {contactId !== undefined && (
          <Button variant="default" onClick={() => openContact(contactId)}>
            {t('detail.openCard')}
          </Button>
        )}
        {number !== undefined && (
          <Button
            leftSection={<IconPhone size={14} aria-hidden />}
            onClick={() => void dial({ number, contactId })}
          >
            {t('action.callBack')}
          </Button>
        )}
        <ActionIcon variant="subtle" color="gray" size={30} aria-label={t('common:close')} onClick={onClose}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </header>
      <div className={classes.body}>
        <Recording call={call} from={from} />
        <Facts call={call} />
        <Correct call={call} />
        {call.state === 'ended' && <HoldControl callId={call.id} />}
        {Talk && call.answeredAt !== undefined && (
          <Talk callId={call.id} recordingId={call.recording?.id} onPlay={playFrom} />
        )}
      </div>
    </section>
  );
}

/** The moment that was chosen: with the call, or later in its account. What was chosen before the talk does not sound in it. */
function useMoment(callId: string, atMs: number | undefined) {
  const busy = useCalls((calls) => primaryCall(calls) !== undefined);
  const [from, setFrom] = useState<{ ms: number }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a choice makes it play; a talk that ends does not.
  useEffect(() => setFrom(atMs === undefined || busy ? undefined : { ms: atMs }), [callId, atMs]);
  return [from, (ms: number) => setFrom({ ms })] as const;
}

function Recording({ call, from }: { call: CallView; from: { ms: number } | undefined }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const { recording } = call;
  const playable = recording?.state === 'finished' || recording?.state === 'repaired';
  const load = useLoadRecording(playable ? recording.id : undefined);
  if (!recording && call.recordingErasedAt !== undefined)
    return <p className={classes.sub}>{t('detail.erased', { date: format.date(call.recordingErasedAt) })}</p>;
  if (!recording)
    return call.answeredAt === undefined ? null : <p className={classes.sub}>{t('detail.noRecording')}</p>;
  if (recording.state === 'recording') return <p className={classes.sub}>{t('player.still')}</p>;
  if (!load) return <p className={classes.sub}>{t('player.broken')}</p>;
  return (
    <>
      <Player
        load={load}
        from={from}
        label={t('player.label', { moment: format.dateTime(call.startedAt) })}
        knownMs={talkedMs(call, call.endedAt ?? call.startedAt) || recording.durationMs}
      />
      {recording.state === 'repaired' && <p className={classes.sub}>{t('player.repaired')}</p>}
    </>
  );
}

/** Only once the wrap-up is closed: until then the bar has it. */
function Correct({ call }: { call: CallView }) {
  const { t } = useTranslation('outcomes');
  const [form, setForm] = useState<'open' | 'left'>();
  if (call.wrapUp !== 'done') return null;
  if (form === 'open') return <CorrectOutcome call={call} onDone={() => setForm('left')} />;
  return (
    <Button
      className={classes.correct}
      // The focus comes back to where it was before the form.
      autoFocus={form === 'left'}
      variant="default"
      size="compact-sm"
      leftSection={<IconPencil size={14} aria-hidden />}
      onClick={() => setForm('open')}
    >
      {t('correct.open')}
    </Button>
  );
}

function Facts({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const reasonOf = useMatchReason();
  const outcomeName = useOutcomeName();
  const { dial } = useCallActions();
  const match = chosenMatch(call);
  const number = dialableNumber(call);
  const { transferredTo } = call;
  const talked = talkedMs(call, call.endedAt ?? call.startedAt);
  return (
    <dl className={classes.facts}>
      <Field label={t('detail.result')}>{call.result ? t(`result.${call.result}`) : t('bar.talking')}</Field>
      {call.outcome !== undefined && <Field label={t('detail.outcome')}>{outcomeName(call.outcome)}</Field>}
      {call.note !== '' && <Field label={t('detail.note')}>{call.note}</Field>}
      <Field label={t('detail.number')}>
        {number === undefined ? (
          t('bar.anonymous')
        ) : (
          <PhoneButton
            number={number}
            display={numberOf(call)}
            onDial={() => void dial({ number, contactId: call.contactId })}
          />
        )}
        {match && ` · ${reasonOf(match)}`}
      </Field>
      <Field label={t('detail.rang')}>{format.duration(rangMs(call, call.endedAt ?? call.startedAt))}</Field>
      {talked > 0 && <Field label={t('detail.talked')}>{format.duration(talked)}</Field>}
      {call.heldMs > 0 && <Field label={t('detail.held')}>{format.duration(call.heldMs)}</Field>}
      {transferredTo !== undefined && (
        <Field label={t('detail.transferred')}>
          <PhoneButton number={transferredTo} onDial={() => void dial({ number: transferredTo })} />
        </Field>
      )}
    </dl>
  );
}
