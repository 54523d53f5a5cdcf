import { Alert, Button, Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import type { OwnField, OwnFieldDraft } from '../../../shared/contract/own-fields.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useCore } from '../state/core.tsx';
import { asFailure, useFailureText } from '../state/use-ask.ts';
import classes from './own-fields.module.css';

type Looked = Output<'ownFields.look'>;

/** Before a field becomes another type: what each of its kept values would be then, counted over all customers. */
export function TypeChange({ field, draft }: { field: OwnField; draft: OwnFieldDraft }) {
  const { t } = useTranslation('ownFields');
  const format = useFormat();
  const core = useCore();
  const failureText = useFailureText();
  const [looked, setLooked] = useState<Looked>();
  const [failed, setFailed] = useState<string>();
  const [share, setShare] = useState(0);
  const [round, setRound] = useState(0);
  const { type, currency } = draft;
  const differs = type !== field.type;
  // By value: the form makes them anew with each key.
  const options = JSON.stringify(draft.options);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` is "count again".
  useEffect(() => {
    setLooked(undefined);
    setFailed(undefined);
    setShare(0);
    if (!differs) return;
    let over = false;
    const stop = core.on('ownFields.looking', (progress) => setShare(progress.share));
    // While somebody types the options nobody needs to know each of them.
    const timer = setTimeout(() => {
      core.request('ownFields.look', { id: field.id, type, currency, options: JSON.parse(options) }).then(
        (found) => {
          if (!over) setLooked(found);
        },
        (error) => {
          if (!over) setFailed(failureText(asFailure(error)));
        },
      );
    }, 300);
    return () => {
      over = true;
      clearTimeout(timer);
      stop();
      void core.request('ownFields.stopLooking', {}).catch(() => undefined);
    };
  }, [core, field.id, differs, type, currency, options, round]);

  if (!differs) return null;
  return (
    <Alert className={classes.wide} color="yellow" title={t('change.title')} role="status">
      <p className={classes.effect}>{t('change.keeps')}</p>
      {failed !== undefined && <p className={classes.effect}>{failed}</p>}
      {looked === undefined && failed === undefined && (
        <Progress value={share * 100} aria-label={t('change.counting')} />
      )}
      {looked?.stopped && (
        <Button size="xs" variant="default" onClick={() => setRound(round + 1)}>
          {t('change.again')}
        </Button>
      )}
      {looked && (
        <ul className={classes.effect}>
          <li>{t('change.read', { count: looked.read, formatted: format.number(looked.read) })}</li>
          <li>{t('change.asText', { count: looked.asText, formatted: format.number(looked.asText) })}</li>
          {looked.examples.length > 0 && (
            <li>
              {t('change.examples', { examples: looked.examples.map((text) => `“${text}”`).join(', ') })}
            </li>
          )}
        </ul>
      )}
      {looked === undefined && failed === undefined && (
        <Button
          size="xs"
          variant="default"
          onClick={() => void core.request('ownFields.stopLooking', {}).catch(() => undefined)}
        >
          {t('change.stop')}
        </Button>
      )}
    </Alert>
  );
}
