import { Button, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReminderRule } from '../../../shared/contract/tasks.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { useMay } from '../state/seat.tsx';
import { useAsk, useUndo } from '../state/use-ask.ts';
import classes from './reminder-settings.module.css';
import { RuleForm } from './rule-form.tsx';
import { useRules } from './use-rules.ts';

/** The rules, each in words with its switch; one at a time turns into its form. */
export function RuleList() {
  const { t } = useTranslation('tasks');
  const rules = useRules();
  const [editing, setEditing] = useState<string>();
  const close = () => setEditing(undefined);
  const may = useMay('firm.administer');
  return (
    <Section
      title={t('rules.title')}
      actions={
        may && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setEditing('new')}
          >
            {t('rules.add')}
          </Button>
        )
      }
    >
      <p className={classes.text}>{t('rules.text')}</p>
      {editing === 'new' && <RuleForm onDone={close} />}
      {rules?.length === 0 && editing !== 'new' && <p className={classes.none}>{t('rules.none')}</p>}
      <ul className={classes.rules}>
        {rules?.map((rule) => (
          <li key={rule.id}>
            {editing === rule.id ? (
              <RuleForm rule={rule} onDone={close} />
            ) : (
              <RuleRow rule={rule} {...(may ? { onEdit: () => setEditing(rule.id) } : {})} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Without `onEdit` it is only read. */
function RuleRow({ rule, onEdit }: { rule: ReminderRule; onEdit?: () => void }) {
  const { t } = useTranslation('tasks');
  const ask = useAsk();
  const undo = useUndo();
  const { version: _, ...draft } = rule;
  const { kind, days: count, time, title, enabled } = rule;

  const remove = async () => {
    undo(await ask('tasks.removeRule', { id: rule.id }), t('rules.removed', { title }));
  };
  return (
    <div className={classes.rule}>
      <div className={classes.ruleWords}>
        <span className={classes.ruleTitle}>{title}</span>
        <span className={classes.text}>
          {t(`rules.${kind}Says`, { count, time })}
          {!enabled && ` · ${t('rules.off')}`}
        </span>
      </div>
      {onEdit && (
        <>
          <Switch
            aria-label={`${t('rules.on')}: ${title}`}
            checked={enabled}
            onChange={(event) =>
              void ask('tasks.saveRule', { ...draft, enabled: event.currentTarget.checked })
            }
          />
          <Button variant="default" aria-label={t('rules.editLabel', { title })} onClick={onEdit}>
            {t('rules.edit')}
          </Button>
          <Button
            variant="subtle"
            color="end"
            aria-label={t('rules.removeLabel', { title })}
            onClick={() => void remove()}
          >
            {t('rules.remove')}
          </Button>
        </>
      )}
    </div>
  );
}
