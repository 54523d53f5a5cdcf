import { Button } from '@mantine/core';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { KeyHint, PhoneButton } from '../../ui/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import { talkedMs } from '../state/call-times.ts';
import { dialableNumber, numberOf, useCallTitle } from '../state/caller.ts';
import { useDialer } from '../state/dialer.tsx';
import { nextFollows } from '../state/dialer-model.ts';
import { draftOf, useWrapUps } from '../state/wrap-up.tsx';
import { useBarSlots } from './bar-slots.tsx';
import classes from './call-bar.module.css';
import { NextCallField } from './next-call-field.tsx';
import { NoteField } from './note-field.tsx';
import { OutcomeChips } from './outcome-chips.tsx';
import wrap from './wrap-up.module.css';

const SAVE_KEY = 'F2';

/** After the talk: how it ended, what was said, what was promised. Two keys close it. */
export function BarWrapUp({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const { saveWrapUp } = useCallActions();
  const saving = useWrapUps((wrapUps) => wrapUps.savingId !== undefined);
  const next = useDialer(({ dialer }) => nextFollows(dialer, call));
  return (
    <div className={classes.rows}>
      <Summary call={call} />
      <OutcomeChips call={call} />
      <div className={classes.line}>
        <NoteField call={call} />
        <NextCallField call={call} />
        <Button
          size="sm"
          loading={saving}
          onClick={() => void saveWrapUp(call)}
          aria-keyshortcuts={SAVE_KEY}
          rightSection={<KeyHint>{SAVE_KEY}</KeyHint>}
        >
          {next ? t('action.saveNext') : t('action.save')}
        </Button>
      </div>
    </div>
  );
}

function Summary({ call }: { call: CallView }) {
  const { t } = useTranslation(['calls', 'outcomes']);
  const title = useCallTitle();
  const format = useFormat();
  const name = title(call);
  const number = numberOf(call);
  const dialable = dialableNumber(call);
  const { dial } = useCallActions();
  const promised = useWrapUps((wrapUps) => draftOf(wrapUps, call).followUp?.dueAt);
  const { ListWrapUp } = useBarSlots();
  const end =
    call.answeredAt !== undefined
      ? t('bar.talked', { time: format.duration(talkedMs(call, Date.now())) })
      : t(`result.${call.result ?? 'failed'}`);
  return (
    <div className={classes.line} style={{ minHeight: 26 }}>
      <div className={classes.name} title={name}>
        {name}
      </div>
      <div className={classes.about}>{[call.organisationName, end].filter(Boolean).join(' · ')}</div>
      <div className={classes.spring} />
      {promised !== undefined && (
        <span className={wrap.promised}>
          {t('outcomes:next.promised', { time: format.dateTime(promised) })}
        </span>
      )}
      {ListWrapUp && call.leadId !== undefined && <ListWrapUp call={call} />}
      {dialable !== undefined && (
        <PhoneButton
          number={dialable}
          display={number}
          name={name === number ? undefined : name}
          onDial={() => void dial({ number: dialable, contactId: call.contactId })}
        />
      )}
    </div>
  );
}
