import { IconPhone, IconPhoneOff } from '@tabler/icons-react';
import type { Dialer, LeadRow, OfferedNumber } from '../../../shared/contract/campaigns.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { CallControl } from '../../ui/index.ts';
import { useDialer } from '../state/dialer.tsx';
import { useDialerActions } from '../state/dialer-actions.ts';
import { offeredNumber } from '../state/dialer-model.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useNow } from '../state/now.ts';
import { Countdown } from './countdown.tsx';
import classes from './next.module.css';
import { NextNumbers } from './next-numbers.tsx';
import { NextVerbs } from './next-verbs.tsx';
import { OverrideField } from './override-field.tsx';
import { useLastWords } from './use-last-words.ts';
import { useOfferedEntry } from './use-offered-entry.ts';
import { useResultText } from './use-result-text.ts';
import { useVerdictText } from './use-verdict-text.ts';

/** Beyond this many letters the name takes a smaller type; still the largest on the screen. */
const LONG_NAME = 20;

/** The prospect on offer: who, whether and where it may be called, and the key that does it. */
export function NextOffer({ dialer, lead }: { dialer: Dialer; lead: LeadRow }) {
  const { t } = useTranslation('campaigns');
  const offered = useDialer(offeredNumber);
  const { dial } = useDialerActions();
  const openContact = useNavigation((navigation) => navigation.openContact);
  const lastWords = useLastWords(dialer.card);
  const allowed = offered?.verdict.allowed ?? false;
  const refusal = useRefusal(dialer, offered);
  return (
    <section className={classes.next} aria-label={t('next.label', { name: lead.contactName })}>
      <div className={classes.who}>
        <Kicker dialer={dialer} lead={lead} />
        <button
          type="button"
          className={classes.name}
          data-long={lead.contactName.length > LONG_NAME || undefined}
          data-refused={refusal !== undefined || undefined}
          title={t('next.openCard', { name: lead.contactName })}
          onClick={() => openContact(lead.contactId)}
        >
          {lead.contactName}
        </button>
        {refusal === undefined ? (
          <div className={classes.about} title={lastWords}>
            {lead.organisationName !== undefined && <strong>{lead.organisationName}</strong>}
            {lead.organisationName !== undefined && lastWords !== undefined && ' · '}
            {lastWords}
          </div>
        ) : (
          <div className={classes.reason} title={refusal}>
            {refusal}
          </div>
        )}
        <NextNumbers dialer={dialer} chosen={offered} />
      </div>
      <div className={classes.actions}>
        {dialer.stage === 'countdown' && dialer.dialsAt !== undefined && (
          <Countdown dialsAt={dialer.dialsAt} of={dialer.campaign?.rules.countdownSeconds ?? 0} />
        )}
        <OverrideField offered={offered}>
          {allowed ? (
            <CallControl
              tone="answer"
              label={t('next.call')}
              icon={<IconPhone size={20} />}
              shortcut="F2"
              onClick={() => void dial()}
            />
          ) : (
            <CallControl
              data-opens-panel
              stacked
              label={t('next.callAnyway')}
              word={t('next.callAnywayShort')}
              icon={<IconPhoneOff size={20} />}
              shortcut="F2"
              disabled={offered === undefined}
              onClick={() => void dial()}
            />
          )}
        </OverrideField>
        <NextVerbs dialer={dialer} />
      </div>
    </section>
  );
}

/** Why the chosen number may not be dialled now; undefined when it may. */
function useRefusal(dialer: Dialer, offered: OfferedNumber | undefined): string | undefined {
  const now = useNow(60_000);
  const why = useVerdictText();
  const entry = useOfferedEntry(offered);
  if (!offered) return why({ allowed: false, because: 'noNumber' }, now);
  return offered.verdict.allowed ? undefined : why(offered.verdict, now, { zone: dialer.zone, entry });
}

/** Which list, the how-manieth attempt, the customer's clock, and how the last attempt ended. */
function Kicker({ dialer, lead }: { dialer: Dialer; lead: LeadRow }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const now = useNow(60_000);
  const resultText = useResultText();
  const held = useDialer((state) => state.heldByTyping);
  const { campaign, zone, paused, pausesNext } = dialer;
  const facts = [
    t('next.attempt', { number: lead.attempts + 1, of: campaign?.rules.maxAttempts ?? lead.attempts + 1 }),
    zone === undefined ? undefined : t('next.there', { time: format.time(now, zone) }),
    lead.lastAttemptAt === undefined
      ? undefined
      : t('next.last', {
          result: lead.lastResult === undefined ? '' : resultText(lead.lastResult),
          moment: format.moment(lead.lastAttemptAt, now),
        }),
  ].filter(Boolean);
  return (
    <div className={classes.kicker}>
      {(paused || pausesNext) && (
        <strong className={classes.paused}>{held ? t('next.held') : t('next.paused')}</strong>
      )}
      <span className={classes.facts}>{facts.join(' · ')}</span>
      <span className={classes.list} title={campaign?.name}>
        {campaign?.name}
      </span>
    </div>
  );
}
