import { Button, Collapse, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Failure } from '../../../shared/contract/failure.ts';
import type { Account } from '../../../shared/contract/settings.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Section, Trouble } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { asFailure, useFailureText } from '../state/use-ask.ts';
import {
  type AccountValues,
  CODE_NAMES,
  codeProblem,
  draftFrom,
  iceProblem,
  isPlain,
  NEW_ACCOUNT,
  reasonProblem,
  serverProblem,
  valuesOf,
} from './account-form-values.ts';
import { AccountMore, ORDER } from './account-more.tsx';
import classes from './settings.module.css';

interface AccountFormProps {
  /** The line that is changed; undefined for a new one. */
  account: Account | undefined;
  onSaved: () => void;
  onCancel: (() => void) | undefined;
}

/** Four fields and a name; the rest is for those whose PBX asks for it. */
export function AccountForm({ account, onSaved, onCancel }: AccountFormProps) {
  const { t } = useTranslation(['settings', 'common']);
  const core = useCore();
  const failureText = useFailureText();
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [more, setMore] = useState(account !== undefined && hasMore(account));
  const moreId = useId();
  const passwordNeeded = account?.hasPassword !== true;

  const form = useForm<AccountValues>({
    initialValues: account ? valuesOf(account) : NEW_ACCOUNT,
    validateInputOnBlur: ['server', 'stun', 'turn'],
    validate: {
      server: (server) => words(serverProblem(server)),
      login: (login) => (login.trim() === '' ? t('line.loginMissing') : null),
      password: (password) => (passwordNeeded && password === '' ? t('line.passwordMissing') : null),
      stun: (stun) => words(iceProblem(stun, 'stun')),
      turn: (turn) => words(iceProblem(turn, 'turn')),
      backupServer: (backup) => (backup.trim() === '' ? null : words(serverProblem(backup))),
      iceTimeoutMs: (ms) => (ms === '' ? t('line.iceTimeoutMissing') : null),
      profile: {
        codes: Object.fromEntries(
          CODE_NAMES.map(([name]) => [name, (code: string) => words(codeProblem(name, code))]),
        ),
        pauseReasons: { code: (code: string) => words(reasonProblem(code)) },
      },
    },
  });

  function words(
    problem: 'serverMissing' | 'serverBad' | 'stunBad' | 'turnBad' | 'codeBad' | 'reasonBad' | undefined,
  ): string | null {
    return problem === undefined ? null : t(`line.${problem}`);
  }

  const submit = form.onSubmit(
    async (values) => {
      setSaving(true);
      setFailure(undefined);
      try {
        await core.request('accounts.save', draftFrom(values, account?.id));
        onSaved();
      } catch (error) {
        const refused = asFailure(error);
        // The address is the field at fault; everything else is told above. What was written stays.
        if (refused.code === 'pbxAddressInvalid') form.setFieldError('server', failureText(refused));
        else setFailure(refused);
      } finally {
        setSaving(false);
      }
    },
    // A mistake must not hide in the part that is folded up.
    (errors) => setMore((shown) => shown || Object.keys(errors).some((field) => !MAIN_FIELDS.has(field))),
  );

  const title = account ? t('line.editTitle', { label: account.label || account.login }) : t('line.newTitle');
  return (
    <Section title={title}>
      <form className={classes.form} aria-label={title} onSubmit={submit} noValidate autoComplete="off">
        <p className={classes.intro}>{t('line.intro')}</p>
        {failure && <Trouble text={failureText(failure)} />}
        <div className={classes.fields}>
          <TextInput
            inputWrapperOrder={ORDER}
            className={classes.wide}
            label={t('line.server')}
            description={t('line.serverHint')}
            autoFocus={account !== undefined}
            spellCheck={false}
            inputMode="url"
            {...form.getInputProps('server')}
          />
          {isPlain(form.values.server) && (
            <p className={`${classes.hint} ${classes.wide}`} role="status">
              {t('line.serverPlain')}
            </p>
          )}
          <TextInput
            inputWrapperOrder={ORDER}
            label={t('line.login')}
            description={t('line.loginHint')}
            spellCheck={false}
            autoComplete="off"
            {...form.getInputProps('login')}
          />
          <TextInput
            inputWrapperOrder={ORDER}
            type="password"
            label={t('line.password')}
            description={passwordNeeded ? undefined : t('line.passwordKept')}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
          <TextInput
            inputWrapperOrder={ORDER}
            label={t('line.domain')}
            description={t('line.domainHint')}
            spellCheck={false}
            {...form.getInputProps('domain')}
          />
          <TextInput
            inputWrapperOrder={ORDER}
            label={t('line.label')}
            description={t('line.labelHint')}
            {...form.getInputProps('label')}
          />
        </div>
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-expanded={more}
            aria-controls={moreId}
            leftSection={
              more ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />
            }
            onClick={() => setMore(!more)}
          >
            {t('line.more')}
          </Button>
        </div>
        <Collapse expanded={more} id={moreId} transitionDuration={0}>
          <AccountMore form={form} />
        </Collapse>
        <div className={classes.formVerbs}>
          <Button type="submit" loading={saving}>
            {t('line.save')}
          </Button>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {t('line.cancel')}
            </Button>
          )}
        </div>
      </form>
    </Section>
  );
}

const MAIN_FIELDS: ReadonlySet<string> = new Set(['server', 'login', 'password', 'domain', 'label']);

const hasMore = ({ engine, displayName, stun, turn, backupServer, dtmf }: Account): boolean =>
  engine !== 'jssip' ||
  dtmf !== 'rfc4733' ||
  [displayName, stun, turn, backupServer].some((text) => text !== '');
