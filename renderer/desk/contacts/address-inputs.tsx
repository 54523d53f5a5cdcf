import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/index.ts';
import classes from './contact-editor.module.css';
import { type ContactForm, entryKey } from './draft.ts';
import { useFactOptions } from './fact-options.ts';

/** Where they are, and where post and goods go: each in one piece, as it is pasted. */
export function AddressInputs({ form }: { form: UseFormReturnType<ContactForm> }) {
  const { t } = useTranslation('contacts');
  const options = useFactOptions();
  return (
    <fieldset className={classes.rows}>
      <legend className={classes.legend}>{t('field.addresses')}</legend>
      {form.values.addresses.map((address, index) => (
        <div key={address.key} className={classes.row}>
          <Select
            className={classes.label}
            aria-label={t('field.addressLabel')}
            data={options.addressLabel}
            allowDeselect={false}
            {...form.getInputProps(`addresses.${index}.label`)}
          />
          <TextInput
            className={classes.address}
            aria-label={t('field.address')}
            maxLength={500}
            {...form.getInputProps(`addresses.${index}.text`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={30}
            aria-label={t('field.removeAddress', { address: address.text })}
            onClick={() => form.removeListItem('addresses', index)}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => form.insertListItem('addresses', { key: entryKey(), label: 'office', text: '' })}
      >
        {t('field.addAddress')}
      </Button>
    </fieldset>
  );
}
