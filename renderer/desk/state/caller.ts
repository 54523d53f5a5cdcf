import { useCallback } from 'react';
import type { CallView, Match } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import { formatPhone } from '../../ui/phone-number.ts';
import { useListening } from './listening.ts';

/** Name of the one at the other end, when anybody knows or claims one. */
export function callerName(call: CallView): string | undefined {
  return call.contactName ?? (call.remote.displayName.trim() || undefined);
}

/** The number for people: as it was read, otherwise as it came. Empty for a withheld one. */
export function numberOf(call: CallView): string {
  const { reading } = call.identity;
  switch (reading.kind) {
    case 'e164':
      return reading.display || formatPhone(reading.e164);
    case 'anonymous':
      return '';
    case 'internal':
      return reading.extension;
    default:
      return formatPhone(call.remote.number);
  }
}

/** What is dialled to reach this party again; undefined when it hides. */
export function dialableNumber(call: CallView): string | undefined {
  const { reading } = call.identity;
  if (reading.kind === 'anonymous' || call.remote.anonymous) return undefined;
  if (reading.kind === 'e164') return reading.e164;
  return call.remote.number || undefined;
}

/** A name for every call: the customer's, the display name, the number, or "number withheld". */
export function useCallTitle(): (call: CallView) => string {
  const { t } = useTranslation(['calls', 'board']);
  const listening = useListening();
  return useCallback(
    (call) => {
      const { reading } = call.identity;
      const extension =
        reading.kind === 'internal' ? t('bar.internal', { extension: reading.extension }) : undefined;
      const heard = listening[call.id];
      if (heard) return t(`board:listening.${heard.how}`, { name: heard.name });
      if (call.purpose === 'service') return t('bar.service', { code: call.remote.number });
      return callerName(call) ?? extension ?? (numberOf(call) || t('bar.anonymous'));
    },
    [t, listening],
  );
}

/** Why this customer was matched, in words. */
export function useMatchReason(): (match: Match) => string {
  const { t } = useTranslation('calls');
  return useCallback(
    (match) =>
      match.reason === 'lastDigits'
        ? t('match.lastDigits', { count: match.digits ?? 7 })
        : t(`match.${match.reason}`),
    [t],
  );
}

/** The match that the call stands on now: the chosen customer's, not always the first. */
export const chosenMatch = (call: CallView): Match | undefined =>
  call.identity.matches.find((match) => match.contactId === call.contactId);
