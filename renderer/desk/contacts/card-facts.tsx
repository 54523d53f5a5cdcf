import type { Card } from '../../../shared/contract/contacts.ts';
import { dayInWords, readDay } from '../../../shared/domain/schedule/written-day.ts';
import { useTranslation } from '../../i18n/index.ts';
import { toastFailure } from '../../ui/index.ts';
import { useSensitiveField } from '../state/sensitive.tsx';
import classes from './contact-card.module.css';
import { SelectFact, TextFact } from './fact.tsx';
import { useFactOptions } from './fact-options.ts';
import { useContactChanges } from './use-contact-changes.ts';

/** Facts that are known; each turns into its field when pressed. Missing ones take no room: they are under Edit. */
export function CardFacts({ card }: { card: Card }) {
  const { t } = useTranslation('contacts');
  const about = useSensitiveField('about');
  const needs = useSensitiveField('needs');
  const options = useFactOptions();
  const { contact } = card;
  const { change } = useContactChanges(contact);
  const shown =
    contact.channel ??
    contact.region ??
    contact.field ??
    contact.headCount ??
    contact.needs ??
    contact.consent ??
    contact.birthday ??
    contact.contractEndsOn ??
    (contact.about || undefined);
  if (shown === undefined) return null;
  return (
    <section aria-label={t('card.facts')}>
      <h3 className={classes.heading}>{t('card.facts')}</h3>
      <dl>
        {contact.about !== '' && (
          <TextFact
            label={t('field.about')}
            mark={about}
            value={contact.about}
            long
            onSave={(next) => void change({ about: next }, t('field.about'))}
          />
        )}
        {contact.needs !== undefined && (
          <TextFact
            label={t('field.needs')}
            mark={needs}
            value={contact.needs}
            long
            onSave={(next) => void change({ needs: next }, t('field.needs'))}
          />
        )}
        {contact.region !== undefined && (
          <TextFact
            label={t('field.region')}
            value={contact.region}
            onSave={(region) => void change({ region }, t('field.region'))}
          />
        )}
        {contact.field !== undefined && (
          <TextFact
            label={t('field.field')}
            value={contact.field}
            onSave={(field) => void change({ field }, t('field.field'))}
          />
        )}
        {contact.headCount !== undefined && (
          <TextFact
            label={t('field.headCount')}
            value={String(contact.headCount)}
            numeric
            onSave={(text) =>
              void change({ headCount: text === '' ? null : Number(text) }, t('field.headCount'))
            }
          />
        )}
        {contact.channel !== undefined && (
          <SelectFact
            label={t('field.channel')}
            value={contact.channel}
            data={options.channel}
            clearable
            onSave={(channel) => void change({ channel }, t('field.channel'))}
          />
        )}
        {contact.consent !== undefined && (
          <SelectFact
            label={t('field.consent')}
            value={contact.consent}
            data={options.consent}
            clearable
            onSave={(consent) => void change({ consent }, t('field.consent'))}
          />
        )}
        {contact.birthday !== undefined && (
          <TextFact
            label={t('field.birthday')}
            value={dayInWords(contact.birthday)}
            onSave={(text) => {
              const birthday = readDay(text, { yearless: true });
              if (birthday === undefined && text !== '') toastFailure(t('editor.dayBad'));
              else void change({ birthday: birthday ?? null }, t('field.birthday'));
            }}
          />
        )}
        {contact.contractEndsOn !== undefined && (
          <TextFact
            label={t('field.contractEndsOn')}
            value={dayInWords(contact.contractEndsOn)}
            onSave={(text) => {
              const contractEndsOn = readDay(text, { yearless: false });
              if (contractEndsOn === undefined && text !== '') toastFailure(t('editor.contractBad'));
              else void change({ contractEndsOn: contractEndsOn ?? null }, t('field.contractEndsOn'));
            }}
          />
        )}
      </dl>
    </section>
  );
}
