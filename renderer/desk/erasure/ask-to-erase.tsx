import { Button, Checkbox, Loader, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ErasureLook } from '../../../shared/contract/erasures.ts';
import type { Failure } from '../../../shared/contract/failure.ts';
import { fold } from '../../../shared/domain/text/fold.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Trouble } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { asFailure, useAsk, useFailureText } from '../state/use-ask.ts';
import classes from './erasure.module.css';
import { closeErasure, showCertificate } from './store.ts';
import { WhatGoes } from './what-goes.tsx';

/** What would go and stay; then the name, typed by hand, and there is no way back. */
export function AskToErase({ contactId }: { contactId: string }) {
  const { t } = useTranslation(['erasure', 'common', 'errors']);
  const core = useCore();
  const failureText = useFailureText();
  const [look, setLook] = useState<ErasureLook>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    core
      .request('erasures.look', { contactId })
      .then(setLook, (error: unknown) => setFailure(asFailure(error)));
  }, [core, contactId]);
  if (failure) return <Trouble text={failureText(failure)} />;
  if (!look) return <Loader size="sm" aria-label={t('looking')} />;
  return (
    <div className={classes.ask}>
      <p>{t('intro', { name: look.name })}</p>
      <WhatGoes {...look} />
      {look.refused ? (
        <>
          <Trouble text={t(`errors:${look.refused}`)} />
          <div className={classes.verbs}>
            <Button variant="default" onClick={closeErasure}>
              {t('common:close')}
            </Button>
          </div>
        </>
      ) : (
        <Confirm contactId={contactId} name={look.name} />
      )}
    </div>
  );
}

function Confirm({ contactId, name }: { contactId: string; name: string }) {
  const { t } = useTranslation(['erasure', 'common']);
  const ask = useAsk();
  const [typed, setTyped] = useState('');
  const [keepFromCalls, setKeepFromCalls] = useState(true);
  const [busy, setBusy] = useState(false);
  const same = fold(typed) === fold(name);
  const erase = async () => {
    setBusy(true);
    const certificate = await ask('erasures.erase', { contactId, typed, keepFromCalls });
    setBusy(false);
    if (certificate) showCertificate(certificate);
  };
  return (
    <form
      className={classes.ask}
      onSubmit={(event) => {
        event.preventDefault();
        if (same) void erase();
      }}
    >
      <Checkbox
        label={t('keepFromCalls')}
        description={t('keepFromCallsHint')}
        checked={keepFromCalls}
        onChange={(event) => setKeepFromCalls(event.currentTarget.checked)}
      />
      <p className={classes.warning}>{t('forGood')}</p>
      <TextInput
        label={t('typeName', { name })}
        autoComplete="off"
        maxLength={300}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={classes.verbs}>
        <Button type="submit" color="red" disabled={!same} loading={busy}>
          {t('erase')}
        </Button>
        <Button variant="default" disabled={busy} onClick={closeErasure}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
