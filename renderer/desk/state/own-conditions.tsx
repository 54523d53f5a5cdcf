import { ActionIcon, Button, Group, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { OwnField } from '../../../shared/contract/own-fields.ts';
import { OWN_TESTS, type OwnCondition, type OwnTest } from '../../../shared/domain/own-field/condition.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useOwnFields } from './own-fields.tsx';

interface OwnConditionsProps {
  conditions: readonly OwnCondition[];
  onChange: (conditions: OwnCondition[]) => void;
  className?: string | undefined;
}

const MOST = 20;

/** What a filter asks of the firm's own fields; all of it must hold. Nothing while the firm has none. */
export function OwnConditions({ conditions, onChange, className }: OwnConditionsProps) {
  const { t } = useTranslation('ownFields');
  const fields = useOwnFields();
  const offered = fields.filter(({ archived }) => !archived);
  if (offered.length === 0 && conditions.length === 0) return null;
  const put = (at: number, condition: OwnCondition) => onChange(conditions.with(at, condition));
  return (
    <fieldset className={className}>
      <legend>{t('title')}</legend>
      {conditions.map((condition, at) => (
        <OwnConditionFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition has nothing but its place.
          key={at}
          condition={condition}
          fields={fields.filter(({ id, archived }) => !archived || id === condition.field)}
          onChange={(next) => put(at, next)}
          onRemove={() => onChange(conditions.toSpliced(at, 1))}
        />
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size={13} aria-hidden />}
        disabled={conditions.length >= MOST || offered.length === 0}
        onClick={() => offered[0] && onChange([...conditions, firstOf(offered[0])])}
      >
        {t('condition.add')}
      </Button>
    </fieldset>
  );
}

const firstOf = ({ id, type }: OwnField): OwnCondition => asked(id, OWN_TESTS[type][0] ?? 'filled');

/** A condition that asks for nothing yet. */
function asked(field: string, test: OwnTest): OwnCondition {
  switch (test) {
    case 'equals':
    case 'contains':
      return { field, test, text: '' };
    case 'anyOf':
      return { field, test, options: [] };
    case 'is':
      return { field, test, yes: true };
    default:
      return { field, test };
  }
}

interface OwnConditionFieldsProps {
  condition: OwnCondition;
  fields: readonly OwnField[];
  onChange: (condition: OwnCondition) => void;
  onRemove: () => void;
}

function OwnConditionFields({ condition, fields, onChange, onRemove }: OwnConditionFieldsProps) {
  const { t } = useTranslation('ownFields');
  const field = fields.find(({ id }) => id === condition.field);
  const tests = field ? OWN_TESTS[field.type] : [condition.test];
  const named = field?.name ?? t('condition.gone');
  return (
    <Group gap={6} mb={6} align="flex-start">
      <Select
        aria-label={t('condition.field')}
        allowDeselect={false}
        searchable={fields.length > 8}
        data={[
          ...fields.map(({ id, name }) => ({ value: id, label: name })),
          ...(field ? [] : [{ value: condition.field, label: named }]),
        ]}
        value={condition.field}
        onChange={(id) => {
          const next = fields.find((each) => each.id === id);
          if (next && next.id !== condition.field) onChange(firstOf(next));
        }}
      />
      <Select
        w={130}
        aria-label={t('condition.test')}
        allowDeselect={false}
        data={tests.map((value) => ({ value, label: t(`test.${value}`) }))}
        value={condition.test}
        onChange={(value) => {
          const test = tests.find((each) => each === value);
          if (test && test !== condition.test) onChange(asked(condition.field, test));
        }}
      />
      <Asked condition={condition} field={field} named={named} onChange={onChange} />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={30}
        aria-label={t('condition.remove', { field: named })}
        onClick={onRemove}
      >
        <IconTrash size={15} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

interface AskedProps {
  condition: OwnCondition;
  field: OwnField | undefined;
  named: string;
  onChange: (condition: OwnCondition) => void;
}

function Asked({ condition, field, named, onChange }: AskedProps) {
  const { t } = useTranslation('ownFields');
  switch (condition.test) {
    case 'equals':
    case 'contains':
      return (
        <TextInput
          aria-label={t('condition.text', { field: named })}
          value={condition.text}
          maxLength={200}
          onChange={(event) => onChange({ ...condition, text: event.currentTarget.value })}
        />
      );
    case 'between': {
      const { from, to, ...rest } = condition;
      const ends = (next: { from?: number | undefined; to?: number | undefined }) =>
        onChange({
          ...rest,
          ...(next.from === undefined ? {} : { from: next.from }),
          ...(next.to === undefined ? {} : { to: next.to }),
        });
      const number = (value: number | string) => (typeof value === 'number' ? value : undefined);
      const unit = field?.type === 'money' ? { suffix: ` ${field.currency}` } : {};
      return (
        <>
          <NumberInput
            {...unit}
            w={120}
            hideControls
            aria-label={t('condition.from', { field: named })}
            placeholder={t('condition.fromHint')}
            value={from ?? ''}
            onChange={(value) => ends({ from: number(value), to })}
          />
          <NumberInput
            {...unit}
            w={120}
            hideControls
            aria-label={t('condition.to', { field: named })}
            placeholder={t('condition.toHint')}
            value={to ?? ''}
            onChange={(value) => ends({ from, to: number(value) })}
          />
        </>
      );
    }
    case 'days': {
      const { from, to, ...rest } = condition;
      const ends = (next: { from?: string | undefined; to?: string | undefined }) =>
        onChange({ ...rest, ...(next.from ? { from: next.from } : {}), ...(next.to ? { to: next.to } : {}) });
      return (
        <>
          <DateInput
            w={130}
            clearable
            aria-label={t('condition.from', { field: named })}
            placeholder={t('condition.fromHint')}
            value={from ?? null}
            onChange={(value) => ends({ from: value ?? undefined, to })}
          />
          <DateInput
            w={130}
            clearable
            aria-label={t('condition.to', { field: named })}
            placeholder={t('condition.toHint')}
            value={to ?? null}
            onChange={(value) => ends({ from, to: value ?? undefined })}
          />
        </>
      );
    }
    case 'anyOf':
      return (
        <MultiSelect
          miw={180}
          aria-label={t('condition.options', { field: named })}
          searchable
          data={(field?.options ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={[...condition.options]}
          onChange={(options) => onChange({ ...condition, options })}
        />
      );
    case 'is':
      return (
        <Select
          w={90}
          aria-label={t('condition.yesNo', { field: named })}
          allowDeselect={false}
          data={[
            { value: 'yes', label: t('yes') },
            { value: 'no', label: t('no') },
          ]}
          value={condition.yes ? 'yes' : 'no'}
          onChange={(value) => onChange({ ...condition, yes: value === 'yes' })}
        />
      );
    default:
      return null;
  }
}
