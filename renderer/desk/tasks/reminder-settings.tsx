import { NumberInput } from '@mantine/core';
import { useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { useMay } from '../state/seat.tsx';
import { useSession } from '../state/session.tsx';
import { useAsk } from '../state/use-ask.ts';
import { FeedSettings } from './feed-settings.tsx';
import classes from './reminder-settings.module.css';
import { RuleList } from './rule-list.tsx';

/** What of promises is set once: rules, how many a day can hold, the calendar for other programs. */
export function ReminderSettings() {
  const { t } = useTranslation('tasks');
  const may = useMay('firm.administer');
  return (
    <div className={classes.parts}>
      <RuleList />
      {may && (
        <Section title={t('limit.label')}>
          <DayLimit />
        </Section>
      )}
      <FeedSettings />
    </div>
  );
}

const MOST = 200;

function DayLimit() {
  const { t } = useTranslation('tasks');
  const ask = useAsk();
  const limit = useSession((session) => session.settings?.dayLoadLimit);
  if (limit === undefined) return null;
  return (
    <NumberInput
      // What another desk saved comes in as a new field.
      key={limit}
      className={classes.limit}
      aria-label={t('limit.label')}
      description={t('limit.hint')}
      min={1}
      max={MOST}
      clampBehavior="strict"
      allowDecimal={false}
      defaultValue={limit}
      onBlur={(event) => {
        const dayLoadLimit = Number(event.currentTarget.value);
        if (Number.isInteger(dayLoadLimit) && dayLoadLimit >= 1 && dayLoadLimit !== limit)
          void ask('settings.save', { dayLoadLimit });
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}
