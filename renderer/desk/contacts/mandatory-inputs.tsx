import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from '../../i18n/index.ts';
import { useSensitiveField } from '../state/sensitive.tsx';
import type { ContactForm } from './draft.ts';
import { useFactOptions } from './fact-options.ts';
import type { MissingFact } from './missing-fact.ts';

interface MandatoryInputsProps {
  form: UseFormReturnType<ContactForm>;
  fields: readonly MissingFact[];
}

/** The firm's mandatory facts as fields of a form. They are asked for, and do not hold back the saving: a talk goes on. */
export function MandatoryInputs({ form, fields }: MandatoryInputsProps) {
  const { t } = useTranslation('contacts');
  const options = useFactOptions();
  const needs = useSensitiveField('needs');
  return fields.map((fact) => {
    const label = t(`field.${fact}`);
    switch (fact) {
      case 'channel':
        return (
          <Select key={fact} label={label} data={options.channel} clearable {...form.getInputProps(fact)} />
        );
      case 'headCount':
        return (
          <NumberInput
            key={fact}
            label={label}
            min={0}
            max={10_000_000}
            allowDecimal={false}
            hideControls
            {...form.getInputProps(fact)}
          />
        );
      case 'needs':
        return (
          <Textarea
            key={fact}
            {...needs}
            label={label}
            autosize
            minRows={1}
            maxRows={4}
            maxLength={2000}
            {...form.getInputProps(fact)}
          />
        );
      default:
        return <TextInput key={fact} label={label} maxLength={200} {...form.getInputProps(fact)} />;
    }
  });
}
