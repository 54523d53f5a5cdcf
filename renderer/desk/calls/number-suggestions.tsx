import { Combobox } from '@mantine/core';
import type { Colleague } from '../../../shared/contract/agent.ts';
import type { ContactRow } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { formatPhone, Marked, PresenceMark } from '../../ui/index.ts';
import { canDial } from '../state/dialable.ts';
import { FoundBy, marksOf } from '../state/found-by.tsx';
import classes from './number-field.module.css';

interface NumberSuggestionsProps {
  /** What is typed, when it can be dialled as it is. */
  number: string | undefined;
  colleagues: readonly Colleague[];
  customers: readonly ContactRow[];
}

/** Values of the options: whose number is meant. */
export const optionValue = {
  number: () => 'number',
  colleague: ({ extension }: Colleague) => `colleague:${extension}`,
  customer: ({ id }: ContactRow) => `customer:${id}`,
} as const;

/** What a name or a number may mean: the number itself, a colleague with the state of the extension, a customer. */
export function NumberSuggestions({ number, colleagues, customers }: NumberSuggestionsProps) {
  const { t } = useTranslation(['calls', 'agent']);
  // A colleague is a contact too, and is there already with the state of the extension.
  const others = customers.filter(({ id }) => !colleagues.some(({ contactId }) => contactId === id));
  return (
    <Combobox.Options aria-label={t('dial.suggestions')} mah={320} style={{ overflowY: 'auto' }}>
      {number !== undefined && (
        <Combobox.Option value={optionValue.number()} className={classes.option}>
          <span className={classes.name}>{t('dial.number')}</span>
          <span className={classes.number}>{formatPhone(number)}</span>
        </Combobox.Option>
      )}
      {colleagues.map((colleague) => (
        <Combobox.Option
          key={colleague.extension}
          value={optionValue.colleague(colleague)}
          className={classes.option}
        >
          <PresenceMark state={colleague.state} />
          <span className={classes.name}>
            {colleague.name}
            <span className={classes.firm}> {t(`agent:presence.${colleague.state}`)}</span>
          </span>
          <span className={classes.number}>{colleague.extension}</span>
        </Combobox.Option>
      ))}
      {others.map((row) => (
        <Combobox.Option
          key={row.id}
          value={optionValue.customer(row)}
          disabled={!canDial(row)}
          className={classes.option}
        >
          <span className={classes.name}>
            <Marked text={row.name} marks={marksOf(row, 'name')} />
            <span className={classes.firm}>
              {' '}
              <FoundBy row={row} />{' '}
              {row.organisationName !== undefined && (
                <Marked text={row.organisationName} marks={marksOf(row, 'organisation')} />
              )}
            </span>
          </span>
          <span className={classes.number}>
            {row.phoneDisplay ?? (row.phone === undefined ? t('dial.noNumber') : formatPhone(row.phone))}
          </span>
        </Combobox.Option>
      ))}
    </Combobox.Options>
  );
}
