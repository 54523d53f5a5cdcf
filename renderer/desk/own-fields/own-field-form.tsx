import { Alert, Autocomplete, Button, Checkbox, MultiSelect, Select, Switch, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { STAGES } from '../../../shared/contract/contacts.ts';
import type { OwnField, OwnFieldDraft } from '../../../shared/contract/own-fields.ts';
import { ownFault } from '../../../shared/domain/own-field/definition.ts';
import { OWN_HOLDERS, OWN_LIMITS, OWN_MOMENTS, OWN_TYPES } from '../../../shared/domain/own-field/field.ts';
import { mayBecome } from '../../../shared/domain/own-field/value.ts';
import { hasWords } from '../../../shared/domain/own-field/words.ts';
import { useTranslation } from '../../i18n/index.ts';
import { toastDone } from '../../ui/index.ts';
import { useSession } from '../state/session.tsx';
import { useAsk } from '../state/use-ask.ts';
import { CURRENCIES, currencyAt } from './currencies.ts';
import { OptionsEditor } from './options-editor.tsx';
import classes from './own-fields.module.css';
import { TypeChange } from './type-change.tsx';

interface OwnFieldFormProps {
  /** Absent: a new one. */
  field?: OwnField;
  /** All of the firm's. */
  fields: readonly OwnField[];
  onDone: () => void;
}

/** All that a field is, in its place in the list. */
export function OwnFieldForm({ field, fields, onDone }: OwnFieldFormProps) {
  const { t } = useTranslation(['ownFields', 'contacts', 'common']);
  const ask = useAsk();
  const country = useSession((session) => session.settings?.country) ?? '';
  const [draft, setDraft] = useState<OwnFieldDraft>(() => draftOf(field, country));
  const [shown, setShown] = useState(false);
  const [saving, setSaving] = useState(false);
  const change = (part: Partial<OwnFieldDraft>) => setDraft((before) => ({ ...before, ...part }));
  const others = fields.filter(({ id }) => id !== field?.id);
  const options = draft.options.filter(({ name }) => name.trim() !== '');
  const fault = ownFault({ ...draft, options }, field, others);
  const choice = draft.type === 'choice' || draft.type === 'multi';
  const searchable = hasWords(draft.type);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setShown(true);
    if (fault !== undefined) return;
    setSaving(true);
    const changed = await ask('ownFields.save', {
      ...(field === undefined ? {} : { id: field.id, version: field.version }),
      draft: { ...draft, options, searchable: draft.searchable && searchable },
    });
    setSaving(false);
    if (changed === undefined) return;
    toastDone(t('saved', { name: draft.name.trim() }));
    onDone();
  };
  return (
    <form
      className={classes.form}
      aria-label={field?.name ?? t('newTitle')}
      onSubmit={(event) => void save(event)}
    >
      <TextInput
        label={t('name')}
        withAsterisk
        autoFocus
        maxLength={OWN_LIMITS.name}
        value={draft.name}
        error={shown && (fault === 'noName' || fault === 'nameTaken') ? t(`fault.${fault}`) : undefined}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Select
        label={t('typeLabel')}
        data={OWN_TYPES.map((value) => ({
          value,
          label: t(`type.${value}`),
          disabled: field !== undefined && !mayBecome(field.type, value),
        }))}
        allowDeselect={false}
        value={draft.type}
        onChange={(type) => change({ type: OWN_TYPES.find((each) => each === type) ?? draft.type })}
      />
      {draft.type === 'money' && (
        <Select
          label={t('currency')}
          data={[...new Set([draft.currency, ...CURRENCIES])]}
          searchable
          allowDeselect={false}
          value={draft.currency}
          onChange={(currency) => change({ currency: currency ?? draft.currency })}
        />
      )}
      {choice && (
        <OptionsEditor
          options={draft.options}
          retired={field?.options.filter(({ retired }) => retired) ?? []}
          onChange={(next) => change({ options: next })}
          {...(shown && fault?.startsWith('option') ? { error: t(`fault.${fault}`) } : {})}
          {...(shown && fault === 'noOptions' ? { error: t('fault.noOptions') } : {})}
        />
      )}
      {field !== undefined && <TypeChange field={field} draft={{ ...draft, options }} />}
      <Autocomplete
        label={t('groupName')}
        description={t('groupHint')}
        data={[...new Set(fields.map(({ group }) => group).filter(Boolean))]}
        maxLength={OWN_LIMITS.group}
        value={draft.group}
        onChange={(group) => change({ group })}
      />
      <Select
        label={t('holdersLabel')}
        data={OWN_HOLDERS.map((value) => ({ value, label: t(`holders.${value}`) }))}
        allowDeselect={false}
        value={draft.holders}
        onChange={(next) => change({ holders: OWN_HOLDERS.find((each) => each === next) ?? draft.holders })}
      />
      <MultiSelect
        label={t('stages')}
        description={t('stagesHint')}
        data={STAGES.map((value) => ({ value, label: t(`contacts:stage.${value}`) }))}
        clearable
        value={draft.mandatory.stages}
        onChange={(next) =>
          change({
            mandatory: { ...draft.mandatory, stages: STAGES.filter((stage) => next.includes(stage)) },
          })
        }
      />
      <Checkbox.Group
        label={t('moments')}
        value={draft.mandatory.moments}
        onChange={(next) =>
          change({
            mandatory: {
              ...draft.mandatory,
              moments: OWN_MOMENTS.filter((moment) => next.includes(moment)),
            },
          })
        }
      >
        <div className={classes.checks}>
          {OWN_MOMENTS.map((moment) => (
            <Checkbox key={moment} size="xs" value={moment} label={t(`moment.${moment}`)} />
          ))}
        </div>
      </Checkbox.Group>
      {searchable && (
        <Switch
          className={classes.wide}
          label={t('searchable')}
          description={t('searchableHint')}
          checked={draft.searchable}
          onChange={(event) => change({ searchable: event.currentTarget.checked })}
        />
      )}
      {shown && (fault === 'tooMany' || fault === 'typeFixed') && (
        <Alert className={classes.wide} color="red">
          {t(`fault.${fault}`)}
        </Alert>
      )}
      <div className={classes.actions}>
        <Button type="submit" loading={saving}>
          {t('common:save')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}

function draftOf(field: OwnField | undefined, country: string): OwnFieldDraft {
  if (field === undefined)
    return {
      name: '',
      type: 'text',
      options: [{ name: '' }],
      currency: currencyAt(country),
      group: '',
      holders: 'both',
      mandatory: { stages: [], moments: [] },
      searchable: false,
    };
  const { name, type, currency, group, holders, mandatory, searchable } = field;
  const options = field.options
    .filter(({ retired }) => !retired)
    .map((option) => ({ id: option.id, name: option.name }));
  return {
    ...{ name, type, currency, group, holders, mandatory, searchable },
    options: options.length === 0 ? [{ name: '' }] : options,
  };
}
