import { MultiSelect, NumberInput, Radio, Select, TextInput } from '@mantine/core';
import type { RefObject } from 'react';
import { PACES } from '../../../../shared/domain/pacing/campaign.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useSession } from '../../state/session.tsx';
import { useScripts } from '../use-scripts.ts';
import classes from './form.module.css';
import { type FormError, GOALS, type ListForm } from './list-form.ts';
import { RulesFields } from './rules-fields.tsx';
import { SourceFields } from './source-fields.tsx';

interface ListFieldsProps {
  form: ListForm;
  onChange: (form: ListForm) => void;
  errors: readonly FormError[];
  /** A new list says who is in it; one that exists gets more prospects on its own screen. */
  withSource: boolean;
  nameField: RefObject<HTMLInputElement | null>;
}

/** Everything about a list, the usual first; the rules are folded away behind their sentence. */
export function ListFields({ form, onChange, errors, withSource, nameField }: ListFieldsProps) {
  const { t } = useTranslation('campaigns');
  const set = (change: Partial<ListForm>) => onChange({ ...form, ...change });
  const error = (kind: FormError) => (errors.includes(kind) ? t(`form.error.${kind}`) : undefined);
  return (
    <>
      <TextInput
        ref={nameField}
        label={t('form.name')}
        placeholder={t('form.namePlaceholder')}
        value={form.name}
        maxLength={200}
        required
        error={error('name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      {withSource && (
        <SourceFields source={form.source} error={error('source')} onChange={(source) => set({ source })} />
      )}
      <Radio.Group
        label={t('form.pace')}
        value={form.pace}
        onChange={(pace) => set({ pace: pace as ListForm['pace'] })}
      >
        <div className={classes.radios}>
          {PACES.toSorted((a) => (a === 'preview' ? -1 : 0)).map((pace) => (
            <Radio
              key={pace}
              size="xs"
              value={pace}
              label={t(`pace.${pace}`)}
              description={t(`paceMeans.${pace}`)}
            />
          ))}
        </div>
      </Radio.Group>
      <Sharing form={form} set={set} error={error('owners')} />
      <ScriptField form={form} set={set} />
      <Goal form={form} set={set} />
      <RulesFields
        rules={form.rules}
        progressive={form.pace === 'progressive'}
        error={error('hours') ?? error('noHours')}
        onChange={(rules) => set({ rules })}
      />
    </>
  );
}

interface PartProps {
  form: ListForm;
  set: (change: Partial<ListForm>) => void;
}

function Sharing({ form, set, error }: PartProps & { error: string | undefined }) {
  const { t } = useTranslation('campaigns');
  const users = useSession((session) => session.users);
  return (
    <div>
      <Radio.Group
        label={t('form.sharing')}
        value={form.sharing}
        onChange={(sharing) => set({ sharing: sharing as ListForm['sharing'] })}
      >
        <div className={classes.radios}>
          <Radio size="xs" value="pool" label={t('form.pool')} description={t('form.poolMeans')} />
          <Radio size="xs" value="owners" label={t('form.owners')} description={t('form.ownersMeans')} />
        </div>
      </Radio.Group>
      {form.sharing === 'owners' && (
        <MultiSelect
          searchable
          className={classes.owners}
          size="xs"
          aria-label={t('form.ownersField')}
          placeholder={form.ownerIds.length > 0 ? '' : t('form.ownersField')}
          data={users.map(({ id, name }) => ({ value: id, label: name }))}
          value={[...form.ownerIds]}
          error={error}
          onChange={(ownerIds) => set({ ownerIds })}
        />
      )}
    </div>
  );
}

function ScriptField({ form, set }: PartProps) {
  const { t } = useTranslation('campaigns');
  const scripts = useScripts();
  return (
    <Select
      label={t('form.script')}
      description={scripts.length === 0 ? t('form.noScripts') : undefined}
      placeholder={t('form.noScript')}
      clearable
      disabled={scripts.length === 0}
      data={scripts.map(({ id, name }) => ({ value: id, label: name }))}
      value={form.scriptId}
      onChange={(scriptId) => set({ scriptId })}
    />
  );
}

function Goal({ form, set }: PartProps) {
  const { t } = useTranslation('campaigns');
  return (
    <fieldset className={classes.group}>
      <legend className={classes.label}>{t('form.goal')}</legend>
      <div className={classes.figures}>
        {GOALS.map((kind) => (
          <NumberInput
            key={kind}
            label={t(`goal.${kind}`)}
            placeholder={t('form.noGoal')}
            min={1}
            max={1_000_000}
            allowDecimal={false}
            clampBehavior="blur"
            value={form.goal[kind]}
            onChange={(value) =>
              set({ goal: { ...form.goal, [kind]: typeof value === 'number' && value >= 1 ? value : '' } })
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
