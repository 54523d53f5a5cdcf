import { IconBuilding, IconUser } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { ContactRow, Hit } from '../../../../shared/contract/contacts.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Marked, PhoneButton } from '../../../ui/index.ts';
import list from '../../../ui/list-line.module.css';
import { useCallActions } from '../../state/call-actions.ts';
import { FoundBy, marksOf, useFoundBy } from '../../state/found-by.tsx';
import { useNavigation } from '../../state/navigation.tsx';
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
          <span className={list.name}>
            <Marked text={row.name} marks={marksOf(row, 'name')} />
          </span>
          <span className={list.firm}>
            <Firm row={row} />
          </span>
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
            marks={row.hits?.find((hit) => hit.field === 'number' && hit.text === row.phoneDisplay)?.marks}
            name={row.name}
            text={row.phoneText}
            onDial={() => void dial({ number: phone, contactId: row.id })}
          />
        )}
      </span>
    </div>
  );
}

const SHOWN: ReadonlySet<Hit['field']> = new Set(['name', 'organisation', 'role']);

/** Why it was found stands first when no column shows it: the line is cut off at its end. */
function Firm({ row }: { row: ContactRow }) {
  const foundBy = useFoundBy()(row, SHOWN);
  const { organisationName, role } = row;
  const parts = [
    foundBy !== undefined && <FoundBy key="why" row={row} shown={SHOWN} />,
    organisationName !== undefined && (
      <Marked key="firm" text={organisationName} marks={marksOf(row, 'organisation')} />
    ),
    role !== undefined && <Marked key="role" text={role} marks={marksOf(row, 'role')} />,
  ].filter((part) => part !== false);
  return parts.map((part, at) => (
    <Fragment key={part.key}>
      {at > 0 && ' · '}
      {part}
    </Fragment>
  ));
}
