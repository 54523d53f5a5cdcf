import type { Card, ContactDraftInput } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useOwnFields } from '../state/own-fields.tsx';
import classes from './mandatory.module.css';
import { MandatoryField } from './mandatory-field.tsx';
import { withOwn } from './own-entry.ts';
import { OwnMandatoryField } from './own-mandatory-field.tsx';
import { useContactChanges } from './use-contact-changes.ts';

/** What the firm must know of every customer and does not know of this one, at the moment when it is due. */
export function Mandatory({ card: { contact, missing, missingOwn } }: { card: Card }) {
  const { t } = useTranslation('contacts');
  const { change } = useContactChanges(contact);
  const own = useOwnFields().filter(({ id }) => missingOwn.includes(id));
  return (
    <section className={classes.strip} aria-label={t('card.missing')}>
      <span className={classes.title} title={t('card.missingHint')}>
        {t('card.missing')}
      </span>
      {missing.map((fact) => (
        <MandatoryField
          key={fact}
          fact={fact}
          onSave={(patch: Partial<ContactDraftInput>) => void change(patch, t(`field.${fact}`))}
        />
      ))}
      {own.map((field) => (
        <OwnMandatoryField
          key={field.id}
          field={field}
          onSave={(value) => void change({ own: withOwn(contact.own, field.id, value) }, field.name)}
        />
      ))}
    </section>
  );
}
