import type { Contact } from '../../../shared/contract/contacts.ts';
import { type ChosenField, fieldValue, ownKey } from '../../../shared/domain/duplicates/unite.ts';
import type { OwnValue } from '../../../shared/domain/own-field/field.ts';
import { ownText } from '../../../shared/domain/own-field/value.ts';
import { dayInWords } from '../../../shared/domain/schedule/written-day.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useOwnFields } from '../state/own-fields.tsx';

/** Names and values of fields as the card says them. */
export function useFieldWords() {
  const { t } = useTranslation(['contacts', 'duplicates']);
  const own = useOwnFields();
  const ownOf = (field: string) => own.find(({ id }) => field === ownKey(id));
  const words: { readonly [F in ChosenField]?: (contact: Contact) => string | undefined } = {
    organisationId: ({ organisationName }) => organisationName,
    responsibleId: ({ responsibleName }) => responsibleName,
    relation: ({ relation }) => t(`relation.${relation}`),
    stage: ({ stage }) => t(`stage.${stage}`),
    channel: ({ channel }) => channel && t(`channel.${channel}`),
    consent: ({ consent }) => consent && t(`consent.${consent}`),
    birthday: ({ birthday }) => birthday && dayInWords(birthday),
    contractEndsOn: ({ contractEndsOn }) => contractEndsOn && dayInWords(contractEndsOn),
  };
  const names: { readonly [F in ChosenField]: string } = {
    name: t('field.name'),
    organisationId: t('field.organisation'),
    role: t('field.role'),
    relation: t('field.relation'),
    stage: t('field.stage'),
    responsibleId: t('field.responsible'),
    channel: t('field.channel'),
    region: t('field.region'),
    field: t('field.field'),
    headCount: t('field.headCount'),
    needs: t('field.needs'),
    language: t('duplicates:language'),
    zone: t('field.zone'),
    consent: t('field.consent'),
    birthday: t('field.birthday'),
    contractEndsOn: t('field.contractEndsOn'),
    about: t('field.about'),
  };
  return {
    label: (field: string): string =>
      names[field as ChosenField] ?? ownOf(field)?.name ?? t('duplicates:ownField'),
    value(field: string, contact: Contact): string {
      if (field.startsWith('own.')) {
        const [asked, value] = [ownOf(field), fieldValue(contact, field) as OwnValue | undefined];
        return asked === undefined || value === undefined ? plain(value) : ownText(asked, value);
      }
      const said = words[field as ChosenField];
      return (said ? said(contact) : plain(contact[field as keyof Contact])) ?? '';
    },
  };
}

function plain(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'object')
    return Array.isArray(value) ? value.map(plain).join(', ') : Object.values(value).join(' ');
  return String(value);
}
