import { IconPhone } from '@tabler/icons-react';
import { useTranslation } from '../i18n/index.ts';
import classes from './phone-button.module.css';
import { formatPhone } from './phone-number.ts';

interface PhoneButtonProps {
  /** What is dialled, and shown when there is no `display`. */
  number: string;
  display?: string | undefined;
  onDial: () => void;
  /** Whose number it is, for the label. */
  name?: string | undefined;
  disabled?: boolean;
}

/** A number: its text can be selected and copied, its handset dials. */
export function PhoneButton({ number, display, onDial, name, disabled = false }: PhoneButtonProps) {
  const { t } = useTranslation('common');
  const written = display ?? formatPhone(number);
  const label =
    name === undefined ? t('dialNumber', { number: written }) : t('dialPerson', { name, number: written });
  return (
    <span className={classes.phone}>
      <button
        type="button"
        className={classes.dial}
        onClick={onDial}
        aria-label={label}
        title={label}
        disabled={disabled}
      >
        <IconPhone size={14} stroke={1.8} aria-hidden />
      </button>
      <span className={classes.number}>{written}</span>
    </span>
  );
}
