import { ActionIcon, Button, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/index.ts';
import classes from './contact-editor.module.css';
import { type ContactForm, entryKey } from './draft.ts';

export function EmailInputs({ form }: { form: UseFormReturnType<ContactForm> }) {
  const { t } = useTranslation('contacts');
  return (
    <fieldset className={classes.rows}>
      <legend className={classes.legend}>{t('field.emails')}</legend>
      {form.values.emails.map((email, index) => (
        <div key={email.key} className={classes.row}>
          <TextInput
            className={classes.number}
            aria-label={t('field.email')}
            maxLength={320}
            {...form.getInputProps(`emails.${index}.address`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={30}
            aria-label={t('field.removeEmail', { address: email.address })}
            onClick={() => form.removeListItem('emails', index)}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => form.insertListItem('emails', { key: entryKey(), id: undefined, address: '' })}
      >
        {t('field.addEmail')}
      </Button>
    </fieldset>
  );
}
