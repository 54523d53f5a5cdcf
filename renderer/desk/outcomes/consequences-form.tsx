import { Checkbox, NumberInput, Select } from '@mantine/core';
import { STAGES } from '../../../shared/contract/contacts.ts';
import type { OutcomeNode } from '../../../shared/contract/outcomes.ts';
import { useTranslation } from '../../i18n/index.ts';
import classes from './outcomes.module.css';

type Consequences = OutcomeNode['consequences'];

const LEADS = ['done', 'retry', 'atPromise', 'nextNumber'] as const;
const PROMISES = ['none', 'offered', 'required'] as const;
const BANS = ['no', 'number', 'customer'] as const;
const HOUR = 60;

interface ConsequencesFormProps {
  value: Consequences;
  onChange: (value: Consequences) => void;
}

/** Everything that an outcome can lead to. */
export function ConsequencesForm({ value, onChange }: ConsequencesFormProps) {
  const { t } = useTranslation(['outcomes', 'contacts']);
  const set = (change: Partial<Consequences>) => onChange({ ...value, ...change });
  const { lead } = value;
  const setLead = (kind: (typeof LEADS)[number] | null) => {
    if (kind === null) return;
    const asked = kind === 'atPromise' && value.promise === 'none' ? { promise: 'required' as const } : {};
    set({
      lead: kind === 'retry' ? { kind, afterMinutes: 24 * HOUR, otherNumber: false } : { kind },
      ...asked,
    });
  };
  return (
    <div className={classes.form}>
      <Checkbox
        label={t('form.reached')}
        checked={value.reached}
        onChange={(event) => set({ reached: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('form.success')}
        checked={value.success}
        onChange={(event) => set({ success: event.currentTarget.checked })}
      />
      <Select
        label={t('form.promise')}
        data={PROMISES.map((each) => ({ value: each, label: t(`promise.${each}`) }))}
        value={value.promise}
        allowDeselect={false}
        onChange={(promise) => promise && set({ promise })}
      />
      <Select
        label={t('form.stage')}
        description={t('form.stageHint')}
        data={STAGES.map((each) => ({ value: each, label: t(`contacts:stage.${each}`) }))}
        value={value.stage ?? null}
        placeholder={t('form.noStage')}
        clearable
        onChange={(stage) => {
          const { stage: _before, ...rest } = value;
          onChange(stage === null ? rest : { ...rest, stage });
        }}
      />
      <Select
        label={t('form.lead')}
        data={LEADS.map((each) => ({ value: each, label: t(`lead.${each}`) }))}
        value={lead.kind}
        allowDeselect={false}
        onChange={setLead}
      />
      {lead.kind === 'retry' && (
        <>
          <NumberInput
            label={t('form.afterHours')}
            value={lead.afterMinutes / HOUR}
            min={0.25}
            max={366 * 24}
            step={1}
            decimalScale={2}
            onChange={(hours) => {
              const afterMinutes = Math.max(1, Math.round(Number(hours) * HOUR));
              if (Number.isFinite(afterMinutes)) set({ lead: { ...lead, afterMinutes } });
            }}
          />
          <Checkbox
            label={t('form.otherNumber')}
            checked={lead.otherNumber}
            onChange={(event) => set({ lead: { ...lead, otherNumber: event.currentTarget.checked } })}
          />
        </>
      )}
      <Select
        label={t('form.doNotCall')}
        data={BANS.map((each) => ({ value: each, label: t(`doNotCall.${each}`) }))}
        value={value.doNotCall}
        allowDeselect={false}
        onChange={(doNotCall) => doNotCall && set({ doNotCall })}
      />
    </div>
  );
}
