import { useTranslation } from '../../i18n/index.ts';
import { Trouble as Notice } from '../../ui/index.ts';
import { useFailureText } from '../state/use-ask.ts';

/** What kept a list from loading, in its own place, with the verb that asks again. */
export function Trouble({ failure, onRetry }: { failure: Error | undefined; onRetry: () => void }) {
  const { t } = useTranslation('tasks');
  const failureText = useFailureText();
  if (!failure) return null;
  return <Notice text={failureText(failure)} verb={t('list.retry')} onAct={onRetry} />;
}
