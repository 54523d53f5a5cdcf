import { Button, Switch, TextInput } from '@mantine/core';
import { TimePicker } from '@mantine/dates';
import { useState } from 'react';
import type { BackupPlan } from '../../../shared/contract/backups.ts';
import { useTranslation } from '../../i18n/index.ts';
import { asMinutes, asTime, Section, toastDone, WholeNumber } from '../../ui/index.ts';
import { useAsk } from '../state/use-ask.ts';
import classes from './backups.module.css';

interface PlanFormProps {
  plan: BackupPlan;
  hasKey: boolean;
  onSaved: () => void;
}

/** Where and when. The folder is saved when the person says so: it is tried by writing. */
export function PlanForm({ plan, hasKey, onSaved }: PlanFormProps) {
  const { t } = useTranslation('backups');
  const ask = useAsk();
  const [folder, setFolder] = useState(plan.folder);
  const save = async (change: Partial<BackupPlan>) => {
    if (await ask('backups.save', { ...plan, ...change })) {
      if (change.folder !== undefined) toastDone(t('folderSaved'));
      onSaved();
    }
  };
  return (
    <Section title={t('plan')}>
      <form
        className={classes.folder}
        onSubmit={(event) => {
          event.preventDefault();
          void save({ folder: folder.trim() });
        }}
      >
        <TextInput
          className={classes.grow}
          label={t('folder')}
          description={t('folderHint')}
          value={folder}
          onChange={(event) => setFolder(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={folder.trim() === plan.folder}>
          {t('saveFolder')}
        </Button>
      </form>
      <Switch
        label={t('on')}
        description={hasKey && plan.folder !== '' ? undefined : t('onHint')}
        checked={plan.on}
        disabled={!plan.on && (!hasKey || plan.folder === '')}
        onChange={(event) => void save({ on: event.currentTarget.checked })}
      />
      <div className={classes.numbers}>
        <TimePicker
          label={t('time')}
          hoursInputLabel={t('hours')}
          minutesInputLabel={t('minutes')}
          value={asTime(plan.minutes)}
          onChange={(typed) => {
            const minutes = asMinutes(typed);
            if (minutes !== undefined && minutes !== plan.minutes) void save({ minutes });
          }}
        />
        <WholeNumber
          label={t('daily')}
          value={plan.daily}
          least={1}
          most={60}
          onChange={(daily) => void save({ daily })}
        />
        <WholeNumber
          label={t('weekly')}
          value={plan.weekly}
          least={0}
          most={52}
          onChange={(weekly) => void save({ weekly })}
        />
      </div>
      <p className={classes.hint}>{t('keepHint')}</p>
    </Section>
  );
}
