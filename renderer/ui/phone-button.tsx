import { IconAlertCircle, IconHash, IconPhone } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import type { TextReason } from '../../shared/domain/call/text-number.ts';
import { useTranslation } from '../i18n/index.ts';
import { Marked } from './marked.tsx';
import classes from './phone-button.module.css';
import { formatPhone } from './phone-number.ts';

interface PhoneButtonProps {
  /** What is dialled, and shown when there is no `display`. */
  number: string;
  display?: string | undefined;
  /** Parts of `display` that answer to what was typed. */
  marks?: ComponentProps<typeof Marked>['marks'];
  onDial: () => void;
  /** Whose number it is, for the label. */
  name?: string | undefined;
  /** It is kept as text: it carries a mark that says why, and what nobody can dial has no handset to press. */
  text?: TextReason | undefined;
}

/** A number: its text can be selected and copied, its handset dials. */
export function PhoneButton({ number, display, marks, onDial, name, text }: PhoneButtonProps) {
  const { t } = useTranslation('common');
  const written = display ?? formatPhone(number);
  const dial =
    name === undefined ? t('dialNumber', { number: written }) : t('dialPerson', { name, number: written });
  // An extension is no trouble: it is only nobody else's way to him.
  const Mark = text === 'extension' ? IconHash : IconAlertCircle;
  const why = text && t(`textNumber.${text}`);
  const label = text === 'unreadable' ? `${written}: ${why}` : [dial, why].filter(Boolean).join('. ');
  return (
    <span className={classes.phone} data-text={text}>
      <button
        type="button"
        className={classes.dial}
        onClick={onDial}
        aria-label={label}
        title={label}
        disabled={text === 'unreadable'}
      >
        <IconPhone size={14} stroke={1.8} aria-hidden />
      </button>
      <span className={classes.number} title={why}>
        <Marked text={written} marks={marks} />
      </span>
      {text && (
        <span role="img" className={classes.mark} aria-label={why} title={why}>
          <Mark size={14} stroke={1.8} aria-hidden />
        </span>
      )}
    </span>
  );
}
