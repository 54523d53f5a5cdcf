import { useMemo } from 'react';
import { CHANNELS, CONSENTS, PHONE_LABELS, RELATIONS, STAGES } from '../../../shared/contract/contacts.ts';
import { ADDRESS_LABELS } from '../../../shared/domain/contact/address.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useSession } from '../state/session.tsx';

/** The choices of the card's selects, in words. */
export function useFactOptions() {
  const { t, i18n } = useTranslation('contacts');
  const users = useSession((session) => session.users);
  return useMemo(
    () => ({
      stage: STAGES.map((value) => ({ value, label: t(`stage.${value}`) })),
      relation: RELATIONS.map((value) => ({ value, label: t(`relation.${value}`) })),
      channel: CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) })),
      consent: CONSENTS.map((value) => ({ value, label: t(`consent.${value}`) })),
      phoneLabel: PHONE_LABELS.map((value) => ({ value, label: t(`phoneLabel.${value}`) })),
      addressLabel: ADDRESS_LABELS.map((value) => ({ value, label: t(`addressLabel.${value}`) })),
      language: languageOptions(i18n.language),
      responsible: users.map(({ id, name }) => ({ value: id, label: name })),
    }),
    [t, i18n.language, users],
  );
}

/** Spoken by hundreds of millions, or where our customers are; a card keeps any other that an import brought. */
const LANGUAGES = [
  ...[
    'ar',
    'az',
    'be',
    'bg',
    'cs',
    'da',
    'de',
    'el',
    'en',
    'es',
    'et',
    'fi',
    'fr',
    'he',
    'hi',
    'hu',
    'hy',
    'it',
  ],
  ...[
    'ja',
    'ka',
    'kk',
    'ko',
    'ky',
    'lt',
    'lv',
    'nl',
    'no',
    'pl',
    'pt',
    'ro',
    'ru',
    'sk',
    'sr',
    'sv',
    'tg',
    'tr',
  ],
  ...['uk', 'uz', 'zh'],
];

const namedIn = new Map<string, { value: string; label: string }[]>();

/** By their names in the person's own language. */
function languageOptions(own: string): { value: string; label: string }[] {
  const known = namedIn.get(own);
  if (known !== undefined) return known;
  const names = new Intl.DisplayNames(own, { type: 'language' });
  const options = LANGUAGES.map((value) => ({ value, label: names.of(value) ?? value }));
  options.sort((a, b) => a.label.localeCompare(b.label, own));
  namedIn.set(own, options);
  return options;
}
