import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ContactRow } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useCore } from '../state/core.tsx';
import classes from './contact-editor.module.css';
import { type ContactForm, entryKey } from './draft.ts';
import { useFactOptions } from './fact-options.ts';

interface PhoneInputsProps {
  form: UseFormReturnType<ContactForm>;
  contactId: string | undefined;
}

/** Numbers in any writing; the first is the main one. Says when somebody else already has a number. */
export function PhoneInputs({ form, contactId }: PhoneInputsProps) {
  const { t } = useTranslation('contacts');
  return (
    <fieldset className={classes.rows}>
      <legend className={classes.legend}>{t('field.phones')}</legend>
      {form.values.phones.map((phone, index) => (
        <PhoneRow key={phone.key} form={form} index={index} contactId={contactId} />
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() =>
          form.insertListItem('phones', { key: entryKey(), id: undefined, number: '', label: 'mobile' })
        }
      >
        {t('field.addPhone')}
      </Button>
    </fieldset>
  );
}

function PhoneRow({ form, index, contactId }: PhoneInputsProps & { index: number }) {
  const { t } = useTranslation('contacts');
  const options = useFactOptions();
  const core = useCore();
  const [owner, setOwner] = useState<ContactRow>();
  const number = form.values.phones[index]?.number ?? '';
  const findOwner = () => {
    if (number.trim().length < 5) return setOwner(undefined);
    core
      .request('contacts.byNumber', { number })
      .then((rows) => setOwner(rows.find((row) => row.id !== contactId)))
      // A warning that cannot be had is no reason to stop anybody.
      .catch(() => setOwner(undefined));
  };
  return (
    <div className={classes.row}>
      <TextInput
        className={classes.number}
        aria-label={index === 0 ? t('field.mainPhone') : t('field.phone')}
        maxLength={100}
        {...form.getInputProps(`phones.${index}.number`)}
        onBlur={findOwner}
      />
      <Select
        className={classes.label}
        aria-label={t('field.phoneLabel')}
        data={options.phoneLabel}
        allowDeselect={false}
        {...form.getInputProps(`phones.${index}.label`)}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={30}
        aria-label={t('field.removePhone', { number })}
        onClick={() => form.removeListItem('phones', index)}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
      {owner && (
        <span className={classes.known} role="status">
          {t('editor.numberKnown', { name: owner.name })}
        </span>
      )}
    </div>
  );
}
