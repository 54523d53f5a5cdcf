import { Button, TextInput } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../../shared/contract/failure.ts';
import type { Output } from '../../../shared/contract/index.ts';
import type { LegalHold, RetentionPlan, RetentionState } from '../../../shared/contract/retention.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Section, Trouble, WholeNumber } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { CustomerField } from '../state/customer-field.tsx';
import { asFailure, useAsk, useFailureText } from '../state/use-ask.ts';
import classes from './retention.module.css';
import { RulesField } from './rules-field.tsx';

/** How long recordings stay, and what must stay longer. */
export function RetentionSettings() {
  const core = useCore();
  const failureText = useFailureText();
  const [state, setState] = useState<RetentionState>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    const stops = [
      core.on('retention.changed', setState),
      core.onConnection((connection) => {
        if (connection !== 'connected') return;
        core.request('retention.state', {}).then(setState, (error: unknown) => setFailure(asFailure(error)));
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core]);
  if (failure) return <Trouble text={failureText(failure)} />;
  if (!state) return null;
  return (
    <div className={classes.parts}>
      <Plan key={JSON.stringify(state.plan)} state={state} />
      <Holds />
    </div>
  );
}

/** A plan is turned on only after a look at what it would erase. */
function Plan({ state: { plan: saved, running, last, nextAt } }: { state: RetentionState }) {
  const { t } = useTranslation('retention');
  const format = useFormat();
  const ask = useAsk();
  const [plan, setPlan] = useState<RetentionPlan>(saved);
  const [looked, setLooked] = useState<Output<'retention.look'>>();
  const change = (more: Partial<RetentionPlan>) => {
    setPlan({ ...plan, ...more });
    setLooked(undefined);
  };
  const same = JSON.stringify(plan) === JSON.stringify(saved);
  const megabytes = (bytes: number) => format.number(Math.round(bytes / 100_000) / 10);
  return (
    <Section title={t('title')}>
      <p className={classes.hint}>{t('intro')}</p>
      <WholeNumber
        className={classes.number}
        label={t('days')}
        hint={t('daysHint')}
        value={plan.days}
        least={0}
        most={3_653}
        onChange={(days) => change({ days })}
      />
      <RulesField rules={plan.rules} onChange={(rules) => change({ rules })} />
      <p>{t(saved.on ? 'isOn' : 'isOff')}</p>
      {running && <p role="status">{t('running')}</p>}
      {last && (
        <p className={classes.hint}>
          {t('last', { when: format.dateTime(last.at), count: last.erased, size: megabytes(last.bytes) })}
        </p>
      )}
      {nextAt !== undefined && <p className={classes.hint}>{t('next', { when: format.dateTime(nextAt) })}</p>}
      {looked && (
        <div className={classes.looked} role="status">
          <p>
            {looked.oldest === undefined
              ? t('nothing')
              : t('would', {
                  count: looked.count,
                  size: megabytes(looked.bytes),
                  oldest: format.date(looked.oldest),
                  newest: format.date(looked.newest ?? looked.oldest),
                })}
          </p>
          {looked.held > 0 && <p>{t('held', { count: looked.held })}</p>}
        </div>
      )}
      <div className={classes.verbs}>
        <Button variant="default" onClick={() => void ask('retention.look', plan).then(setLooked)}>
          {t('look')}
        </Button>
        {(!same || !saved.on) && (
          <Button
            color="red"
            disabled={!looked}
            onClick={() => void ask('retention.save', { ...plan, on: true })}
          >
            {t(saved.on ? 'saveOn' : 'turnOn')}
          </Button>
        )}
        {saved.on && (
          <Button variant="default" onClick={() => void ask('retention.save', { ...saved, on: false })}>
            {t('turnOff')}
          </Button>
        )}
      </div>
    </Section>
  );
}

function Holds() {
  const { t } = useTranslation('retention');
  const format = useFormat();
  const ask = useAsk();
  const [holds, setHolds] = useState<readonly LegalHold[]>([]);
  const [whom, setWhom] = useState<{ id: string; name: string }>();
  const [reason, setReason] = useState('');
  const load = useCallback(async () => {
    const now = await ask('retention.holds', {});
    if (now) setHolds(now);
  }, [ask]);
  useEffect(() => void load(), [load]);
  const place = async () => {
    if (!whom || !(await ask('retention.hold', { contactId: whom.id, reason }))) return;
    setWhom(undefined);
    setReason('');
    await load();
  };
  return (
    <Section title={t('holds')}>
      <p className={classes.hint}>{t('holdsHint')}</p>
      <ul className={classes.rows}>
        {holds.map((hold) => (
          <li key={hold.id} className={classes.row}>
            <span className={classes.grow}>
              <strong>{hold.name ?? t('unknown')}</strong>
              {hold.callAt !== undefined && ` · ${t('call', { when: format.dateTime(hold.callAt) })}`}
              <span className={classes.hint}>
                {t('placed', { reason: hold.reason, by: hold.by, when: format.date(hold.at) })}
              </span>
            </span>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('releaseOf', { name: hold.name ?? t('unknown') })}
              onClick={() => void ask('retention.release', { id: hold.id }).then(load)}
            >
              {t('release')}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className={classes.verbs}
        onSubmit={(event) => {
          event.preventDefault();
          void place();
        }}
      >
        <CustomerField label={whom ? t('whomIs', { name: whom.name }) : t('whom')} onPick={setWhom} />
        <TextInput
          label={t('reason')}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={!whom || reason.trim() === ''}>
          {t('place')}
        </Button>
      </form>
    </Section>
  );
}
