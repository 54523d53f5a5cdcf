import { Button, Checkbox, MultiSelect, NumberInput, Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { SamplingRules } from '../../../shared/domain/review/sampling.ts';
import { useTranslation } from '../../i18n/index.ts';
import { namedOptions, Section, toastDone } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useNodeName, useOutcomes } from '../state/outcomes.tsx';
import { useAsk } from '../state/use-ask.ts';
import classes from './reviews.module.css';
import { useAsked } from './use-asked.ts';

/** By what rules talks are chosen. */
export function Rules({ onSaved }: { onSaved: () => void }) {
  const { t } = useTranslation(['reviews', 'common']);
  const core = useCore();
  const ask = useAsk();
  const outcomes = useOutcomes();
  const nameOf = useNodeName();
  const cards = useAsked('reviews.choices', {}).data?.scorecards ?? [];
  const [rules, setRules] = useState<SamplingRules>();
  useEffect(() => {
    core.request('reviews.rules', {}).then(setRules, () => undefined);
  }, [core]);
  if (!rules) return null;
  const { risk } = rules;
  const set = (fields: Partial<SamplingRules>) => setRules({ ...rules, ...fields });
  const setRisk = (fields: Partial<SamplingRules['risk']>) => set({ risk: { ...risk, ...fields } });
  const save = async () => {
    if (
      !(await ask(
        'reviews.saveRules',
        structuredClone(rules) as Parameters<typeof ask<'reviews.saveRules'>>[1],
      ))
    )
      return;
    toastDone(t('rules.saved'));
    onSaved();
  };
  const number = (
    label: string,
    value: number | undefined,
    [min, max]: readonly [number, number],
    onChange: (value: number | undefined) => void,
    suffix: string,
    decimals = 0,
  ) => (
    <NumberInput
      label={label}
      placeholder={t('rules.off')}
      suffix={suffix}
      min={min}
      max={max}
      step={decimals === 0 ? 1 : 0.1}
      decimalScale={decimals}
      clampBehavior="strict"
      value={value ?? ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
    />
  );
  return (
    <div className={classes.rules}>
      <Section title={t('rules.risk')}>
        <div className={classes.fields}>
          <Checkbox
            label={t('rules.fatalCheck')}
            checked={risk.fatalCheck}
            onChange={(event) => setRisk({ fatalCheck: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('rules.hungUp')}
            checked={risk.customerHungUp}
            onChange={(event) => setRisk({ customerHungUp: event.currentTarget.checked })}
          />
          {number(
            t('rules.silence'),
            risk.silencePercent,
            [1, 100],
            (v) => setRisk({ silencePercent: v }),
            '%',
          )}
          {number(
            t('rules.hold'),
            risk.holdSeconds,
            [1, 3_600],
            (v) => setRisk({ holdSeconds: v }),
            t('rules.s'),
          )}
          {number(
            t('rules.short'),
            risk.shortSeconds,
            [1, 600],
            (v) => setRisk({ shortSeconds: v }),
            t('rules.s'),
          )}
          {number(t('rules.sound'), risk.soundBelow, [1, 4.5], (v) => setRisk({ soundBelow: v }), '', 1)}
          <MultiSelect
            label={t('rules.outcomes')}
            clearable
            searchable
            data={outcomes.map((node) => ({ value: node.key, label: nameOf(node) }))}
            value={[...risk.outcomes]}
            onChange={(chosen) => setRisk({ outcomes: chosen })}
          />
        </div>
      </Section>
      <Section title={t('rules.others')}>
        <div className={classes.fields}>
          {number(
            t('rules.random'),
            rules.randomPercent,
            [0, 100],
            (v) => set({ randomPercent: v ?? 0 }),
            '%',
          )}
          {number(
            t('rules.perOperator'),
            rules.perOperatorWeek,
            [0, 100],
            (v) => set({ perOperatorWeek: v ?? 0 }),
            '',
          )}
          {number(
            t('rules.lookBack'),
            rules.lookBackDays,
            [1, 90],
            (v) => set({ lookBackDays: v ?? rules.lookBackDays }),
            t('rules.days'),
          )}
          <Select
            label={t('rules.card')}
            placeholder={t('rules.anyCard')}
            clearable
            data={namedOptions(cards)}
            value={rules.scorecardId ?? null}
            onChange={(id) => {
              const { scorecardId: _, ...rest } = rules;
              setRules(id === null ? rest : { ...rest, scorecardId: id });
            }}
          />
        </div>
      </Section>
      <Button onClick={() => void save()}>{t('rules.save')}</Button>
    </div>
  );
}
