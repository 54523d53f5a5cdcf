import type { TalkAccount } from '../../../../shared/contract/talk-scripts.ts';
import { accountOf, momentOf } from '../../../../shared/domain/talk-script/account.ts';
import { replay } from '../../../../shared/domain/talk-script/interpreter.ts';
import { isRefused } from '../../../../shared/domain/talk-script/refusal.ts';
import type { TextScope } from '../../../../shared/domain/talk-script/text.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Section, Trouble } from '../../../ui/index.ts';
import type { CallTalkProps } from '../../state/call-talk.ts';
import { useFailureText } from '../../state/use-ask.ts';
import classes from './account.module.css';
import { AccountSteps } from './account-steps.tsx';
import type { ToldStep } from './told-step.ts';
import { useAccounts } from './use-accounts.ts';

/** The scripts that led a call: what was said and answered, each with its second. Nothing when no script led it. */
export function TalkAccounts(props: CallTalkProps) {
  const { t } = useTranslation('common');
  const failureText = useFailureText();
  const { accounts, error, reload } = useAccounts(props.callId);
  if (error !== undefined && !accounts)
    return <Trouble text={failureText(error)} verb={t('retry')} onAct={reload} />;
  return accounts?.map((account) => <Account key={account.run.id} account={account} {...props} />);
}

function Account({ account, ...props }: CallTalkProps & { account: TalkAccount }) {
  const { t } = useTranslation('talkScripts');
  const steps = toldSteps(account);
  const mute = steps.every(({ moment }) => moment.kind === 'none');
  return (
    <Section title={t('account.title', { name: account.name, number: account.number })}>
      {mute && <p className={classes.quiet}>{t('account.mute')}</p>}
      <AccountSteps account={account} scope={scopeOf(account)} steps={steps} mute={mute} {...props} />
    </Section>
  );
}

function toldSteps({ script, run, earlier, calls }: TalkAccount): ToldStep[] {
  return accountOf(script, run, earlier).map((step, place) => ({
    ...{ place, step },
    moment: momentOf(step, calls.find(({ id }) => id === step.callId)?.recordings ?? []),
  }));
}

function scopeOf({ script, run }: TalkAccount): TextScope {
  const state = replay(script, run.moves, run.facts);
  const answers = isRefused(state) ? {} : state.answers;
  return { script, language: run.language, facts: run.facts, answers };
}
