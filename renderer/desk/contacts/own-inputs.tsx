import type { UseFormReturnType } from '@mantine/form';
import type { Language } from '../../../shared/contract/common.ts';
import type { OwnField } from '../../../shared/contract/own-fields.ts';
import type { OwnValues } from '../../../shared/domain/own-field/field.ts';
import { readOwn } from '../../../shared/domain/own-field/value.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { ContactForm } from './draft.ts';
import { entryOf, ownOfEntries } from './own-entry.ts';
import { OwnInput } from './own-input.tsx';

interface OwnInputsProps {
  form: UseFormReturnType<ContactForm>;
  fields: readonly OwnField[];
  /** What is kept of the contact that is edited. */
  before?: OwnValues | undefined;
}

const NOTHING: OwnValues = {};

/** Fields of the firm's own as fields of a form. Those that nobody touches stay as they are. */
export function OwnInputs({ form, fields, before = NOTHING }: OwnInputsProps) {
  const { t, i18n } = useTranslation('ownFields');
  const language = i18n.language as Language;
  return fields
    .filter(({ type }) => type !== 'file')
    .map((field) => {
      const kept = before[field.id];
      const reading = kept === undefined ? undefined : readOwn(field, kept);
      const strange = reading !== undefined && 'kept' in reading;
      const error = form.errors[pathOf(field)];
      return (
        <OwnInput
          key={field.id}
          field={field}
          entry={form.values.own[field.id] ?? entryOf(field, kept, language)}
          error={typeof error === 'string' ? error : undefined}
          {...(strange ? { description: `${t('card.kept')}: ${reading.kept}` } : {})}
          onChange={(entry) => {
            form.clearFieldError(pathOf(field));
            form.setFieldValue('own', { ...form.values.own, [field.id]: entry });
          }}
        />
      );
    });
}

const pathOf = ({ id }: OwnField) => `own.${id}`;

/** The own values of the form, or undefined when one of them cannot be saved: then the reason stands at its field. */
export function useOwnOfForm(
  form: UseFormReturnType<ContactForm>,
  fields: readonly OwnField[],
): (values: ContactForm, before?: OwnValues) => Record<string, OwnValues[string]> | undefined {
  const { t, i18n } = useTranslation('ownFields');
  return (values, before = NOTHING) => {
    const made = ownOfEntries(fields, values.own, before, i18n.language as Language);
    if ('own' in made) return made.own;
    form.setFieldError(pathOf(made.field), t(`trouble.${made.trouble}`));
    return undefined;
  };
}
