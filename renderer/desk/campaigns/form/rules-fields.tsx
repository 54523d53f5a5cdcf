import { Button, Checkbox, NumberInput } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import {
  type PacingRules,
  RETRY_CAUSES,
  type RetryCause,
} from '../../../../shared/domain/pacing/campaign.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { RulesSentence } from '../rules-sentence.tsx';
import classes from './form.module.css';
import { HoursFields } from './hours-fields.tsx';
import { SpanField } from './span-field.tsx';

interface RulesFieldsProps {
  rules: PacingRules;
  progressive: boolean;
  error?: string | undefined;
  onChange: (rules: PacingRules) => void;
}

/** The rules as a sentence; unfolded, each of them as a field. What is wrong unfolds them. */
export function RulesFields({ rules, progressive, error, onChange }: RulesFieldsProps) {
  const { t } = useTranslation('campaigns');
  const [unfolded, setUnfolded] = useState(false);
  const id = useId();
  const open = unfolded || error !== undefined;
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <section className={classes.rules} aria-label={t('form.rules')}>
      <div className={classes.label}>{t('form.rules')}</div>
      <RulesSentence rules={rules} />
      <Button
        variant="subtle"
        size="compact-sm"
        aria-expanded={open}
        aria-controls={id}
        leftSection={<Chevron size={14} aria-hidden />}
        onClick={() => setUnfolded(!open)}
      >
        {t('form.changeRules')}
      </Button>
      {error !== undefined && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
      <div id={id}>{open && <Unfolded rules={rules} progressive={progressive} onChange={onChange} />}</div>
    </section>
  );
}

function Unfolded({ rules, progressive, onChange }: RulesFieldsProps) {
  const { t } = useTranslation('campaigns');
  const set = (change: Partial<PacingRules>) => onChange({ ...rules, ...change });
  const figure = (
    field:
      | 'maxAttempts'
      | 'maxAttemptsADay'
      | 'quietDays'
      | 'ringSeconds'
      | 'countdownSeconds'
      | 'wrapUpSeconds',
    min: number,
    max: number,
  ) => (
    <NumberInput
      label={t(`form.${field}`)}
      min={min}
      max={max}
      allowDecimal={false}
      clampBehavior="blur"
      value={rules[field]}
      onChange={(value) =>
        typeof value === 'number' && value >= min && value <= max && set({ [field]: value })
      }
    />
  );
  return (
    <div className={classes.unfolded}>
      <HoursFields week={rules.hours} onChange={(hours) => set({ hours })} />
      <Checkbox
        size="xs"
        label={t('form.restOnHolidays')}
        checked={rules.restOnHolidays}
        onChange={(event) => set({ restOnHolidays: event.currentTarget.checked })}
      />
      <div className={classes.figures}>
        {figure('maxAttempts', 1, 100)}
        {figure('maxAttemptsADay', 1, 20)}
        {figure('ringSeconds', 5, 180)}
        {figure('quietDays', 0, 3650)}
        {progressive && figure('countdownSeconds', 0, 120)}
        {progressive && figure('wrapUpSeconds', 0, 3600)}
      </div>
      <fieldset className={classes.group}>
        <legend className={classes.label}>{t('form.retry')}</legend>
        {RETRY_CAUSES.map((cause) => (
          <Retry key={cause} cause={cause} rules={rules} onChange={onChange} />
        ))}
      </fieldset>
      <Checkbox
        size="xs"
        label={t('form.needsConsent')}
        checked={rules.needsConsent}
        onChange={(event) => set({ needsConsent: event.currentTarget.checked })}
      />
    </div>
  );
}

function Retry({
  cause,
  rules,
  onChange,
}: {
  cause: RetryCause;
  rules: PacingRules;
  onChange: (rules: PacingRules) => void;
}) {
  const { t } = useTranslation('campaigns');
  const retry = rules.retry[cause];
  const set = (change: Partial<typeof retry>) =>
    onChange({ ...rules, retry: { ...rules.retry, [cause]: { ...retry, ...change } } });
  return (
    <div className={classes.retry}>
      <span>{t(`form.cause.${cause}`)}</span>
      <SpanField
        label={t('form.again', { cause: t(`form.cause.${cause}`) })}
        minutes={retry.afterMinutes}
        maxDays={90}
        onChange={(afterMinutes) => set({ afterMinutes })}
      />
      <Checkbox
        size="xs"
        label={t('form.otherNumber')}
        checked={retry.otherNumber}
        onChange={(event) => set({ otherNumber: event.currentTarget.checked })}
      />
    </div>
  );
}
