import { Button, Popover, TextInput } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { useMemo, useState } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useCallTitle } from '../state/caller.ts';
import { useSession } from '../state/session.tsx';
import { draftOf, type FollowUp, useWrapUps } from '../state/wrap-up.tsx';
import { fromPicker, QUICK_CHOICES, type QuickChoice, quickTime, toPicker } from './follow-up-times.ts';
import classes from './wrap-up.module.css';

/** When the customer was promised to hear from us again: three usual moments, or any. */
export function FollowUpChoice({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const zone = useZone();
  const [picking, setPicking] = useState(false);
  const drafts = useWrapUps((wrapUps) => wrapUps.drafts);
  const edit = useWrapUps((wrapUps) => wrapUps.edit);
  const { followUp } = useMemo(() => draftOf({ drafts }, call), [drafts, call]);
  const toggle = (choice: QuickChoice) =>
    edit(call, {
      followUp:
        followUp?.choice === choice
          ? undefined
          : { choice, dueAt: quickTime(choice, Date.now(), zone), title: followUp?.title },
    });
  const custom = followUp?.choice === 'custom';
  return (
    <fieldset className={`${classes.outcomes} ${classes.follow}`}>
      <legend className="rd-sr">{t('wrapUp.followUp')}</legend>
      <span className={classes.followLabel} aria-hidden>
        {t('wrapUp.followUp')}
      </span>
      {QUICK_CHOICES.map((choice) => (
        <button
          key={choice}
          type="button"
          className={classes.chip}
          aria-pressed={followUp?.choice === choice}
          onClick={() => toggle(choice)}
        >
          {t(`wrapUp.quick.${choice}`)}
        </button>
      ))}
      <Popover opened={picking} onChange={setPicking} position="bottom-end" shadow="md" trapFocus returnFocus>
        <Popover.Target>
          <button
            type="button"
            className={classes.chip}
            aria-pressed={custom}
            aria-expanded={picking}
            onClick={() => setPicking(!picking)}
          >
            {custom ? format.dateTime(followUp.dueAt) : t('wrapUp.pick')}
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <Picker
            call={call}
            followUp={followUp}
            onDone={(chosen) => {
              edit(call, { followUp: chosen });
              setPicking(false);
            }}
          />
        </Popover.Dropdown>
      </Popover>
    </fieldset>
  );
}

interface PickerProps {
  call: CallView;
  followUp: FollowUp | undefined;
  onDone: (followUp: FollowUp | undefined) => void;
}

function Picker({ call, followUp, onDone }: PickerProps) {
  const { t } = useTranslation('calls');
  const title = useCallTitle();
  const zone = useZone();
  const name = title(call);
  const [when, setWhen] = useState(() =>
    toPicker(followUp?.dueAt ?? quickTime('tomorrow', Date.now(), zone), zone),
  );
  const [what, setWhat] = useState(followUp?.title ?? t('wrapUp.followUpTitle', { name }));
  const dueAt = fromPicker(when, zone);
  const past = dueAt !== undefined && dueAt <= Date.now();
  return (
    <div className={classes.picker}>
      <div className={classes.pickerTitle}>{t('wrapUp.pickTitle', { name })}</div>
      <DateTimePicker
        label={t('wrapUp.when')}
        value={when}
        onChange={(value) => setWhen(value ?? '')}
        error={past ? t('wrapUp.past') : undefined}
        popoverProps={{ withinPortal: false }}
        valueFormat="DD.MM.YYYY HH:mm"
      />
      <TextInput
        label={t('wrapUp.what')}
        value={what}
        maxLength={300}
        onChange={(event) => setWhat(event.currentTarget.value)}
      />
      <div className={classes.pickerActions}>
        <Button variant="default" onClick={() => onDone(undefined)}>
          {t('wrapUp.noPromise')}
        </Button>
        <Button
          disabled={dueAt === undefined || past}
          onClick={() => dueAt !== undefined && onDone({ choice: 'custom', dueAt, title: what })}
        >
          {t('wrapUp.set')}
        </Button>
      </div>
    </div>
  );
}

function useZone(): string {
  const zone = useSession((session) => session.settings?.zone);
  return zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
