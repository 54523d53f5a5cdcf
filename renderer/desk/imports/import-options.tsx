import { NativeSelect, Select, Switch, TextInput } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { ImportOptions } from '../../../shared/contract/imports.ts';
import { useTranslation } from '../../i18n/index.ts';
import { countryOptions, Section } from '../../ui/index.ts';
import classes from './imports.module.css';

interface ImportOptionsFormProps {
  options: ImportOptions;
  onChange: (options: ImportOptions) => void;
}

const { areaCode: AreaCode, duplicates } = ImportOptions.shape;
const Duplicates = duplicates.unwrap();

export function ImportOptionsForm({ options, onChange }: ImportOptionsFormProps) {
  const { t, i18n } = useTranslation('imports');
  const countries = useMemo(() => countryOptions(i18n.language), [i18n.language]);
  const [areaCode, setAreaCode] = useState(options.areaCode);
  useEffect(() => setAreaCode(options.areaCode), [options.areaCode]);
  const areaCodeFits = AreaCode.safeParse(areaCode.trim()).success;

  return (
    <Section title={t('options.title')}>
      <div className={classes.options}>
        <Select
          label={t('options.country')}
          data={countries}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('options.countryNone')}
          value={options.country}
          onChange={(country) => country && onChange({ ...options, country })}
        />
        <TextInput
          label={t('options.areaCode')}
          title={t('options.areaCodeHint')}
          inputMode="numeric"
          value={areaCode}
          error={areaCodeFits ? undefined : t('options.areaCodeBad')}
          onChange={(event) => {
            const written = event.currentTarget.value;
            setAreaCode(written);
            if (AreaCode.safeParse(written.trim()).success)
              onChange({ ...options, areaCode: written.trim() });
          }}
        />
        <NativeSelect
          size="xs"
          label={t('options.duplicates')}
          data={Duplicates.options.map((value) => ({ value, label: t(`options.${value}`) }))}
          value={options.duplicates}
          onChange={(event) => {
            onChange({ ...options, duplicates: Duplicates.parse(event.currentTarget.value) });
          }}
        />
        <Switch
          size="xs"
          className={classes.optionSwitch}
          label={t('options.hasHeader')}
          checked={options.hasHeader}
          onChange={(event) => onChange({ ...options, hasHeader: event.currentTarget.checked })}
        />
      </div>
    </Section>
  );
}
