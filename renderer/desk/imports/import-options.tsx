import { NativeSelect, Select, Switch, TextInput } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { ImportOptions } from '../../../shared/contract/imports.ts';
import { IMPORT_KINDS, type ImportKind } from '../../../shared/domain/import/goods-row.ts';
import { useTranslation } from '../../i18n/index.ts';
import { countryOptions, Section } from '../../ui/index.ts';
import classes from './imports.module.css';

interface ImportOptionsFormProps {
  options: ImportOptions;
  /** It has columns, and perhaps a row with their headings. */
  isTable: boolean;
  onChange: (options: ImportOptions) => void;
  /** Another kind of rows has columns of its own. */
  onKind: (kind: ImportKind) => void;
}

const { areaCode: AreaCode, duplicates } = ImportOptions.shape;
const Duplicates = duplicates.unwrap();

export function ImportOptionsForm({ options, isTable, onChange, onKind }: ImportOptionsFormProps) {
  const { t, i18n } = useTranslation('imports');
  const countries = useMemo(() => countryOptions(i18n.language), [i18n.language]);
  const [areaCode, setAreaCode] = useState(options.areaCode);
  useEffect(() => setAreaCode(options.areaCode), [options.areaCode]);
  const ofGoods = options.kind !== undefined && options.kind !== 'customers';
  const areaCodeFits = AreaCode.safeParse(areaCode.trim()).success;

  return (
    <Section title={t('options.title')}>
      <div className={classes.options}>
        {isTable && (
          <NativeSelect
            size="xs"
            label={t('kind.label')}
            data={IMPORT_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
            value={options.kind ?? 'customers'}
            onChange={(event) =>
              onKind(IMPORT_KINDS.find((one) => one === event.currentTarget.value) ?? 'customers')
            }
          />
        )}
        <Select
          label={t('options.country')}
          data={countries}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('options.countryNone')}
          value={options.country}
          // What is typed replaces the country that stands there.
          onClick={(event) => event.currentTarget.select()}
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
          label={t(ofGoods ? 'options.goodsThere' : 'options.duplicates')}
          data={Duplicates.options
            // A thing has its own number: there is nothing to ask about.
            .filter((value) => !(ofGoods && value === 'ask'))
            .map((value) => ({ value, label: t(`options.${value}`) }))}
          value={options.duplicates}
          onChange={(event) => {
            onChange({ ...options, duplicates: Duplicates.parse(event.currentTarget.value) });
          }}
        />
        {isTable && (
          <Switch
            size="xs"
            className={classes.optionSwitch}
            label={t('options.hasHeader')}
            checked={options.hasHeader}
            onChange={(event) => onChange({ ...options, hasHeader: event.currentTarget.checked })}
          />
        )}
      </div>
    </Section>
  );
}
