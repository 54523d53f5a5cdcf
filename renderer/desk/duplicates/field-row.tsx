import type { Contact } from '../../../shared/contract/contacts.ts';
import { canBeBoth, fieldValue, type Side } from '../../../shared/domain/duplicates/unite.ts';
import { useTranslation } from '../../i18n/index.ts';
import classes from './duplicates.module.css';
import { useFieldWords } from './field-words.ts';

interface FieldRowProps {
  readonly field: string;
  readonly into: Contact;
  readonly from: Contact;
  readonly side: Side;
  /** The one that a key answers. */
  readonly current?: boolean;
  readonly onFocus?: () => void;
  /** Absent: there is nothing to choose. */
  readonly onChoose?: (side: Side) => void;
}

/** One field of both cards; what is taken is marked, and where they differ one chooses. */
export function FieldRow({ field, into, from, side, current = false, onFocus, onChoose }: FieldRowProps) {
  const { t } = useTranslation('duplicates');
  const { label, value } = useFieldWords();
  const name = label(field);
  const sides = [
    ['into', into, '1'],
    ['from', from, '2'],
  ] as const;
  if (onChoose === undefined)
    return (
      <div className={classes.row}>
        <span className={classes.label}>{name}</span>
        {sides.map(([which, contact]) => (
          <span
            key={which}
            className={classes.cell}
            data-taken={(side === which || side === 'both') && fieldValue(contact, field) !== undefined}
          >
            {value(field, contact)}
          </span>
        ))}
      </div>
    );
  return (
    <fieldset className={classes.row} data-asked data-current={current} onFocus={onFocus}>
      <legend className={classes.legend}>{name}</legend>
      <span className={classes.label} aria-hidden>
        {name}
      </span>
      {sides.map(([which, contact, key]) => (
        <button
          key={which}
          type="button"
          className={classes.cell}
          data-taken={side === which || side === 'both'}
          aria-pressed={side === which}
          title={t('take', { key })}
          onClick={() => onChoose(which)}
        >
          {value(field, contact)}
        </button>
      ))}
      {canBeBoth(field) && (
        <button
          type="button"
          className={classes.bothTexts}
          aria-pressed={side === 'both'}
          title={t('take', { key: '3' })}
          onClick={() => onChoose('both')}
        >
          {t('both')}
        </button>
      )}
    </fieldset>
  );
}
