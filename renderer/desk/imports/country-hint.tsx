import { Button } from '@mantine/core';
import { IconWorld } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/index.ts';
import { countryOptions } from '../../ui/index.ts';
import classes from './imports.module.css';
import { useImport } from './use-import.ts';

/** The firm's own country is the guess for numbers without a code; the file itself may know better. */
export function CountryHint() {
  const { t, i18n } = useTranslation('imports');
  const country = useImport((state) => state.preview?.countryOfMost);
  const options = useImport((state) => state.options);
  const change = useImport((state) => state.change);
  if (country === undefined || !options || country === options.country) return null;
  const nameOf = (code: string) =>
    countryOptions(i18n.language).find(({ value }) => value === code)?.label ?? code;
  return (
    <div className={classes.countryHint}>
      <IconWorld size={16} stroke={1.6} aria-hidden />
      <span role="status">
        {t('countryHint.is', { country: nameOf(country), chosen: nameOf(options.country) })}
      </span>
      <Button variant="subtle" size="compact-sm" onClick={() => change({ ...options, country })}>
        {t('countryHint.take', { country: nameOf(country) })}
      </Button>
    </div>
  );
}
