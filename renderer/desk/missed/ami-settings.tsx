import { Button, NumberInput, PasswordInput, Switch, TextInput } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { Input, Output } from '../../../shared/contract/index.ts';
import type { MissedPbxState, PbxTrouble } from '../../../shared/contract/missed-pbx.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Section, toastDone } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useAsk } from '../state/use-ask.ts';
import classes from './missed.module.css';

type Wanted = Input<'missedPbx.set'>;
type Checked = Output<'missedPbx.check'>;

/** From an Asterisk of one's own: where it is, where its files are, and whether all of that is right. */
export function AmiSettings() {
  const { t } = useTranslation('missed');
  const core = useCore();
  const ask = useAsk();
  const [state, setState] = useState<MissedPbxState>();
  const [typed, setTyped] = useState<Partial<Wanted>>({});
  const [checked, setChecked] = useState<Checked>();
  const [busy, setBusy] = useState(false);

  const load = useCallback(async () => {
    const now = await ask('missedPbx.state', {});
    if (now) setState(now);
  }, [ask]);
  useEffect(() => {
    const stop = [
      core.onConnection((connection) => {
        if (connection === 'connected') void load();
      }),
      core.on('missedPbx.changed', () => void load()),
    ];
    return () => {
      for (const one of stop) one();
    };
  }, [core, load]);

  if (state === undefined) return null;
  const { on, host, port, user, incoming, queueLog, cdr } = state;
  const wanted: Wanted = { on, host, port, user, incoming, queueLog, cdr, ...typed };
  const type = (some: Partial<Wanted>) => {
    setTyped({ ...typed, ...some });
    setChecked(undefined);
  };
  const save = async (next: Wanted) => {
    setBusy(true);
    const done = await ask('missedPbx.set', next);
    if (done) setTyped({});
    await load();
    setBusy(false);
    if (done) toastDone(t('ami.saved'));
  };
  const check = async () => {
    setBusy(true);
    setChecked(await ask('missedPbx.check', wanted));
    setBusy(false);
  };
  const line = (field: 'host' | 'user' | 'incoming' | 'queueLog' | 'cdr', hint?: string) => (
    <TextInput
      label={t(`ami.${field}`)}
      description={hint}
      value={wanted[field]}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => type({ [field]: event.currentTarget.value })}
    />
  );

  return (
    <Section title={t('ami.title')}>
      <div className={classes.setting}>
        <p className={classes.hint}>{t('ami.text')}</p>
        {line('host')}
        <NumberInput
          className={classes.number}
          label={t('ami.port')}
          min={1}
          max={65_535}
          clampBehavior="strict"
          allowDecimal={false}
          hideControls
          value={wanted.port}
          onChange={(value) => type({ port: Number(value) || port })}
        />
        {line('user')}
        <PasswordInput
          label={t('ami.secret')}
          description={state.hasSecret ? t('ami.secretKept') : undefined}
          value={typed.secret ?? ''}
          autoComplete="off"
          onChange={(event) => type({ secret: event.currentTarget.value || undefined })}
          visibilityToggleButtonProps={{ 'aria-label': t('ami.show') }}
        />
        {line('incoming', t('ami.incomingHint'))}
        {line('queueLog', t('ami.queueLogHint'))}
        {line('cdr', t('ami.cdrHint'))}
        <div className={classes.verbs}>
          <Button variant="default" disabled={busy} onClick={() => void check()}>
            {t('ami.check')}
          </Button>
          <Button
            variant="default"
            disabled={busy || Object.keys(typed).length === 0}
            onClick={() => void save(wanted)}
          >
            {t('ami.save')}
          </Button>
        </div>
        <Findings checked={checked} />
        <Switch
          label={t('ami.on')}
          checked={on}
          disabled={busy}
          onChange={(event) => void save({ ...wanted, on: event.currentTarget.checked })}
        />
        <Standing state={state} />
      </div>
    </Section>
  );
}

function Findings({ checked }: { checked: Checked | undefined }) {
  const { t } = useTranslation('missed');
  return (
    <div role="status" className={classes.findings}>
      {checked?.length === 0 && <p>{t('ami.nothing')}</p>}
      {checked?.map(({ part, trouble }) => (
        <p key={part} data-wrong={trouble !== undefined || undefined}>
          {trouble === undefined
            ? t('ami.fine', { part: t(`ami.part.${part}`) })
            : t('ami.wrong', { part: t(`ami.part.${part}`), trouble: t(`ami.trouble.${trouble}`) })}
        </p>
      ))}
    </div>
  );
}

/** What it does now. */
function Standing({ state }: { state: MissedPbxState }) {
  const { t } = useTranslation('missed');
  const format = useFormat();
  const { on, host, link, trouble, fileTrouble, readAt } = state;
  if (!on) return null;
  const sentence = (what: PbxTrouble) => <p className={classes.wrong}>{t(`ami.trouble.${what}`)}</p>;
  return (
    <div>
      {host !== '' && <p className={classes.hint}>{t(`ami.link.${link}`)}</p>}
      {trouble !== undefined && sentence(trouble)}
      {readAt !== undefined && (
        <p className={classes.hint}>{t('ami.readAt', { moment: format.moment(readAt, Date.now()) })}</p>
      )}
      {fileTrouble !== undefined && sentence(fileTrouble)}
    </div>
  );
}
