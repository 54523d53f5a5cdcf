import { IconBuilding, IconUser } from '@tabler/icons-react';
import type { ContactRow } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { PhoneButton } from '../../ui/index.ts';
import list from '../../ui/list-line.module.css';
import { useCallActions } from '../state/call-actions.ts';
import { useNavigation } from '../state/navigation.tsx';
import classes from './customers.module.css';

/** A customer in the list: who, of which company, how they stand, and the number that dials. */
export function ContactLine({ row, selected }: { row: ContactRow; selected: boolean }) {
  const { t } = useTranslation('contacts');
  const openContact = useNavigation((navigation) => navigation.openContact);
  const { dial } = useCallActions();
  const { phone } = row;
  const Icon = row.kind === 'organisation' ? IconBuilding : IconUser;
  return (
    <div className={list.line} data-selected={selected}>
      <button
        type="button"
        className={list.main}
        data-row-main
        aria-current={selected ? 'true' : undefined}
        onClick={() => openContact(row.id)}
      >
        <Icon size={16} stroke={1.6} className={list.icon} role="img" aria-label={t(`kind.${row.kind}`)} />
        <span className={classes.who}>
          <span className={list.name}>{row.name}</span>
          <span className={list.firm}>{[row.organisationName, row.role].filter(Boolean).join(' · ')}</span>
        </span>
        <span className={classes.stageCell}>{t(`stage.${row.stage}`)}</span>
        <span className={classes.responsible}>{row.responsibleName}</span>
      </button>
      {/* Empty without a number, so that the columns of all rows stay under each other. */}
      <span className={classes.phone}>
        {phone !== undefined && (
          <PhoneButton
            number={phone}
            display={row.phoneDisplay}
            name={row.name}
            onDial={() => void dial({ number: phone, contactId: row.id })}
          />
        )}
      </span>
    </div>
  );
}
