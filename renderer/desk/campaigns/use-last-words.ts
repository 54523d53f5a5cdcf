import type { Card } from '../../../shared/contract/contacts.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useNow } from '../state/now.ts';

/** What was promised, otherwise what was said last: the one line that a caller needs before it rings. */
export function useLastWords(card: Card | undefined): string | undefined {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const now = useNow(60_000);
  const promise = card?.openTasks[0];
  if (promise) return t('next.promised', { what: promise.title, moment: format.moment(promise.dueAt, now) });
  const last = card?.lastTalk;
  if (!last) return undefined;
  return last.note === ''
    ? undefined
    : t('next.said', { what: last.note, moment: format.moment(last.at, now) });
}
