import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReminderRule, RULE_KINDS } from '../../../shared/contract/tasks.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useSession } from '../state/session.tsx';
import { useAsk, useUndo } from '../state/use-ask.ts';
import classes from './reminder-settings.module.css';
import { TimeField } from './time-field.tsx';

const PLACEHOLDER = '{{contact.name}}';
const DEFAULT_DAYS = { contractEnd: 30, birthday: 0, noContact: 60 } as const;
const RESPONSIBLE = 'responsible';
const MOST_DAYS = 3650;

/** @param rule absent: a new one */
export function RuleForm({ rule, onDone }: { rule?: ReminderRule; onDone: () => void }) {
  const { t } = useTranslation('tasks');
  const ask = useAsk();
  const undo = useUndo();
  const users = useSession((session) => session.users);
  const words = (kind: ReminderRule['kind']) => t(`rules.defaults.${kind}`, { placeholder: PLACEHOLDER });
  const form = useForm({
    initialValues: {
      kind: rule?.kind ?? ('contractEnd' as ReminderRule['kind']),
      days: rule?.days ?? (DEFAULT_DAYS.contractEnd as number),
      title: rule?.title ?? words('contractEnd'),
      time: rule?.time ?? '10:00',
      whose: rule?.assigneeId ?? RESPONSIBLE,
    },
    validate: {
      title: (title) => (title.trim() === '' ? t('rules.noTitle') : null),
      time: (time) => (/^\d{2}:\d{2}$/.test(time) ? null : t('putOff.missing')),
      days: (days) => (Number.isInteger(days) ? null : t('putOff.missing')),
    },
  });
  const { kind } = form.values;

  const chooseKind = (next: string | null) => {
    const chosen = RULE_KINDS.find((each) => each === next);
    if (!chosen) return;
    // Words and days that nobody has touched follow the occasion.
    if (form.values.title === words(kind)) form.setFieldValue('title', words(chosen));
    if (form.values.days === DEFAULT_DAYS[kind]) form.setFieldValue('days', DEFAULT_DAYS[chosen]);
    form.setFieldValue('kind', chosen);
  };

  const save = form.onSubmit(async ({ whose, title, ...values }) => {
    const saved = await ask('tasks.saveRule', {
      ...(rule ? { id: rule.id } : {}),
      ...values,
      title: title.trim(),
      enabled: rule?.enabled ?? true,
      ...(whose === RESPONSIBLE ? {} : { assigneeId: whose }),
    });
    if (!saved) return;
    undo(saved, t('rules.saved'));
    onDone();
  });

  return (
    <form className={classes.form} aria-label={t('rules.add')} onSubmit={save} noValidate>
      <Select
        label={t('rules.kind')}
        allowDeselect={false}
        data={RULE_KINDS.map((value) => ({ value, label: t(`rules.${value}`) }))}
        value={kind}
        onChange={chooseKind}
      />
      <NumberInput
        label={kind === 'noContact' ? t('rules.after') : t('rules.before')}
        min={0}
        max={kind === 'birthday' ? 365 : MOST_DAYS}
        allowDecimal={false}
        {...form.getInputProps('days')}
      />
      <TextInput
        className={classes.wide}
        label={t('rules.name')}
        description={t('rules.nameHint', { placeholder: PLACEHOLDER })}
        maxLength={300}
        {...form.getInputProps('title')}
      />
      <TimeField
        label={t('rules.time')}
        value={form.values.time}
        error={form.errors.time as string | undefined}
        onChange={(time) => form.setFieldValue('time', time)}
      />
      <Select
        label={t('rules.whose')}
        allowDeselect={false}
        data={[
          { value: RESPONSIBLE, label: t('rules.responsible') },
          ...users.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        {...form.getInputProps('whose')}
      />
      <div className={classes.verbs}>
        <Button variant="default" onClick={onDone}>
          {t('rules.cancel')}
        </Button>
        <Button type="submit" loading={form.submitting}>
          {t('rules.save')}
        </Button>
      </div>
    </form>
  );
}
