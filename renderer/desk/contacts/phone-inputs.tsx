import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/index.ts';
import classes from './contact-editor.module.css';
import { type ContactForm, entryKey } from './draft.ts';
import { useFactOptions } from './fact-options.ts';

interface PhoneInputsProps {
  form: UseFormReturnType<ContactForm>;
}

/** Numbers in any writing; the first is the main one. */
export function PhoneInputs({ form }: PhoneInputsProps) {
  const { t } = useTranslation('contacts');
  return (
    <fieldset className={classes.rows}>
      <legend className={classes.legend}>{t('field.phones')}</legend>
      {form.values.phones.map((phone, index) => (
        <PhoneRow key={phone.key} form={form} index={index} />
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() =>
          form.insertListItem('phones', {
            key: entryKey(),
            id: undefined,
            number: '',
            label: 'mobile',
            note: '',
          })
        }
      >
        {t('field.addPhone')}
      </Button>
    </fieldset>
  );
}

function PhoneRow({ form, index }: PhoneInputsProps & { index: number }) {
  const { t } = useTranslation('contacts');
  const options = useFactOptions();
  const number = form.values.phones[index]?.number ?? '';
  return (
    <div className={classes.row}>
      <TextInput
        className={classes.number}
        aria-label={index === 0 ? t('field.mainPhone') : t('field.phone')}
        maxLength={100}
        {...form.getInputProps(`phones.${index}.number`)}
      />
      <Select
        className={classes.label}
        aria-label={t('field.phoneLabel')}
        data={options.phoneLabel}
        allowDeselect={false}
        {...form.getInputProps(`phones.${index}.label`)}
      />
      <TextInput
        className={classes.note}
        aria-label={t('field.phoneNote')}
        placeholder={t('field.phoneNote')}
        maxLength={200}
        {...form.getInputProps(`phones.${index}.note`)}
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
    </div>
  );
}
