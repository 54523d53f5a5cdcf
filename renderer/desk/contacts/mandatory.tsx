import type { Contact, ContactDraftInput } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import classes from './mandatory.module.css';
import { MandatoryField } from './mandatory-field.tsx';
import type { MissingFact } from './missing-fact.ts';
import { useContactChanges } from './use-contact-changes.ts';

/** What the firm must know of every customer and does not know of this one, at the moment when it is due. */
export function Mandatory({ contact, missing }: { contact: Contact; missing: readonly MissingFact[] }) {
  const { t } = useTranslation('contacts');
  const { change } = useContactChanges(contact);
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
    </section>
  );
}
