import { Button } from '@mantine/core';
import { useTranslation } from '../../i18n/index.ts';
import { useFailureText } from '../state/use-ask.ts';
import classes from './tasks.module.css';

/** What kept a list from loading, in its own place, with the verb that asks again. */
export function Trouble({ failure, onRetry }: { failure: Error | undefined; onRetry: () => void }) {
  const { t } = useTranslation('tasks');
  const failureText = useFailureText();
  if (!failure) return null;
  return (
    <p role="alert" className={classes.failure}>
      {failureText(failure)}
      <Button variant="default" onClick={onRetry}>
        {t('list.retry')}
      </Button>
    </p>
  );
}
