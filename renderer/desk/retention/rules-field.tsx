import { Button, Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import type { RetentionPlan } from '../../../shared/contract/retention.ts';
import { RETENTION_KINDS, type RetentionKind } from '../../../shared/domain/retention/retention.ts';
import { useTranslation } from '../../i18n/index.ts';
import { WholeNumber } from '../../ui/index.ts';
import { useNodeName, useOutcomes } from '../state/outcomes.tsx';
import { useAsk } from '../state/use-ask.ts';
import classes from './retention.module.css';

type Rules = RetentionPlan['rules'];

interface RulesFieldProps {
  rules: Rules;
  onChange: (rules: Rules) => void;
}

/** A month: nobody asks later what was said to a machine. */
const SHORT = { kind: 'notReached', value: '', days: 30 } as const;

/** Exceptions in their order: the first that fits counts. */
export function RulesField({ rules, onChange }: RulesFieldProps) {
  const { t } = useTranslation(['retention', 'people']);
  const ask = useAsk();
  const [choices, setChoices] = useState<Output<'retention.choices'>>();
  const outcomes = useOutcomes();
  const nodeName = useNodeName();
  useEffect(() => {
    void ask('retention.choices', {}).then(setChoices);
  }, [ask]);
  const valuesOf = (kind: RetentionKind): { value: string; label: string }[] => {
    if (kind === 'outcome') return outcomes.map((node) => ({ value: node.key, label: nodeName(node) }));
    if (kind === 'notReached') return [];
    if (kind === 'role')
      return (choices?.role ?? []).map(({ id, name, builtIn }) => ({
        value: id,
        label: name || (builtIn ? t(`people:builtIn.${builtIn}`) : id),
      }));
    return (choices?.[kind] ?? []).map(({ id, name }) => ({ value: id, label: name }));
  };
  const set = (at: number, more: Partial<Rules[number]>) =>
    onChange(rules.map((rule, n) => (n === at ? { ...rule, ...more } : rule)));
  return (
    <fieldset className={classes.rules}>
      <legend>{t('rules')}</legend>
      <p className={classes.hint}>{t('rulesHint')}</p>
      {rules.map((rule, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place.
        <div key={n} className={classes.verbs}>
          <Select
            aria-label={t('kindOf', { n: n + 1 })}
            allowDeselect={false}
            data={RETENTION_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
            value={rule.kind}
            onChange={(kind) => set(n, { kind: kind as RetentionKind, value: '' })}
          />
          {rule.kind !== 'notReached' && (
            <Select
              aria-label={t('valueOf', { n: n + 1 })}
              searchable
              data={valuesOf(rule.kind)}
              value={rule.value === '' ? null : rule.value}
              onChange={(value) => set(n, { value: value ?? '' })}
            />
          )}
          <WholeNumber
            className={classes.number}
            label={t('daysOf', { n: n + 1 })}
            value={rule.days}
            least={0}
            most={3_653}
            onChange={(days) => set(n, { days })}
          />
          <Button
            variant="default"
            aria-label={t('removeOf', { n: n + 1 })}
            onClick={() => onChange(rules.filter((_, other) => other !== n))}
          >
            {t('remove')}
          </Button>
        </div>
      ))}
      <div>
        <Button variant="default" onClick={() => onChange([...rules, SHORT])}>
          {t('add')}
        </Button>
      </div>
    </fieldset>
  );
}
