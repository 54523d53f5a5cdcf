import { Button, CopyButton, NumberInput, PasswordInput, Switch, TextInput } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Section, toastDone } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useAsk } from '../state/use-ask.ts';
import classes from './missed.module.css';

/** How a cloud PBX tells of missed calls: off until somebody wants it, with a secret that can be renewed. */
export function WebhookSettings() {
  const { t } = useTranslation('missed');
  const format = useFormat();
  const core = useCore();
  const ask = useAsk();
  const [state, setState] = useState<Output<'webhook.state'>>();
  const [port, setPort] = useState<number>();
  const [busy, setBusy] = useState(false);
  const [checked, setChecked] = useState<number>();

  const load = useCallback(async () => {
    const now = await ask('webhook.state', {});
    if (now) setState(now);
  }, [ask]);
  useEffect(
    () =>
      core.onConnection((connection) => {
        if (connection === 'connected') void load();
      }),
    [core, load],
  );

  const wanted = port ?? state?.port ?? 0;
  const set = async (on: boolean, renew = false) => {
    setBusy(true);
    setChecked(undefined);
    const done = await ask('webhook.set', { on, port: wanted, renew });
    await load();
    setBusy(false);
    if (done && renew) toastDone(t('webhook.renewed'));
  };

  const check = async () => {
    setBusy(true);
    setChecked((await ask('webhook.check', {}))?.status);
    await load();
    setBusy(false);
  };

  return (
    <Section title={t('webhook.title')}>
      <div className={classes.setting}>
        <p className={classes.hint}>{t('webhook.text')}</p>
        <NumberInput
          className={classes.number}
          label={t('webhook.port')}
          description={t('webhook.portHint')}
          min={1024}
          max={65_535}
          clampBehavior="strict"
          allowDecimal={false}
          hideControls
          disabled={state === undefined || state.on || busy}
          value={wanted}
          onChange={(value) => setPort(Number(value))}
        />
        <Switch
          label={t('webhook.on')}
          checked={state?.on ?? false}
          disabled={state === undefined || busy || wanted < 1024}
          onChange={(event) => void set(event.currentTarget.checked)}
        />
        {state?.on && (
          <>
            <TextInput label={t('webhook.url')} readOnly value={state.url ?? ''} />
            <PasswordInput
              label={t('webhook.secret')}
              readOnly
              value={state.secret ?? ''}
              visibilityToggleButtonProps={{ 'aria-label': t('webhook.show') }}
            />
            <div className={classes.verbs}>
              <CopyButton value={state.secret ?? ''}>
                {({ copied, copy }) => (
                  <Button variant="default" onClick={copy}>
                    {copied ? t('webhook.copied') : t('webhook.copy')}
                  </Button>
                )}
              </CopyButton>
              <Button variant="default" disabled={busy} onClick={() => void set(true, true)}>
                {t('webhook.renew')}
              </Button>
              <Button variant="default" disabled={busy} onClick={() => void check()}>
                {t('webhook.check')}
              </Button>
            </div>
            <p role="status" className={classes.hint}>
              {checked !== undefined &&
                t(checked === 200 ? 'webhook.fine' : 'webhook.deaf', { status: checked })}
            </p>
            {state.last && (
              <p className={classes.hint}>
                {t('webhook.last', {
                  moment: format.moment(state.last.at, Date.now()),
                  status: state.last.status,
                })}
              </p>
            )}
          </>
        )}
      </div>
    </Section>
  );
}
