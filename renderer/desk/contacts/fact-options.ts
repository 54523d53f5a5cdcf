import { useMemo } from 'react';
import { CHANNELS, CONSENTS, PHONE_LABELS, RELATIONS, STAGES } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useSession } from '../state/session.tsx';

/** The choices of the card's selects, in words. */
export function useFactOptions() {
  const { t } = useTranslation('contacts');
  const users = useSession((session) => session.users);
  return useMemo(
    () => ({
      stage: STAGES.map((value) => ({ value, label: t(`stage.${value}`) })),
      relation: RELATIONS.map((value) => ({ value, label: t(`relation.${value}`) })),
      channel: CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) })),
      consent: CONSENTS.map((value) => ({ value, label: t(`consent.${value}`) })),
      phoneLabel: PHONE_LABELS.map((value) => ({ value, label: t(`phoneLabel.${value}`) })),
      responsible: users.map(({ id, name }) => ({ value: id, label: name })),
    }),
    [t, users],
  );
}
