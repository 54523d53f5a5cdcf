import { Button } from '@mantine/core';
import { IconArrowLeft, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import type { ResultSelection, ResultsFilter, ResultTalk } from '../../../shared/contract/results.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { EmptyState, formatPhone, Trouble } from '../../ui/index.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useOutcomeName } from '../state/outcomes.tsx';
import { useFailureText } from '../state/use-ask.ts';
import classes from './results.module.css';
import { type Report, useReport } from './use-report.ts';

interface TalkListProps {
  readonly filter: ResultsFilter;
  readonly selection: ResultSelection;
  /** The figure in words. */
  readonly title: string;
  readonly onBack: () => void;
}

/** More than anybody reads; the export has them all. */
const LIMIT = 300;

/** The talks behind a figure. A click opens the call, where the step was when the recording knows. */
export function TalkList({ filter, selection, title, onBack }: TalkListProps) {
  const report = useReport('results.talks', { ...filter, ...selection, limit: LIMIT });
  return <Talks title={title} report={report} onBack={onBack} />;
}

interface TalksProps {
  readonly title: string;
  readonly report: Report<Output<'results.talks'>>;
  readonly onBack: () => void;
}

export function Talks({ title, report: { data, error, reload }, onBack }: TalksProps) {
  const { t } = useTranslation(['results', 'common']);
  const failureText = useFailureText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={classes.talks}>
      <div className={classes.talksHead}>
        <Button variant="default" leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={onBack}>
          {t('talks.back')}
        </Button>
        <h2 ref={heading} tabIndex={-1} className={classes.talksTitle}>
          {title}
        </h2>
      </div>
      {error !== undefined && <Trouble text={failureText(error)} verb={t('common:retry')} onAct={reload} />}
      {data?.talks.length === 0 && <EmptyState title={t('talks.none')} />}
      {data && data.talks.length > 0 && (
        <ul aria-label={title}>
          {data.talks.map((talk) => (
            <li key={talk.callId}>
              <TalkRow talk={talk} />
            </li>
          ))}
        </ul>
      )}
      {data?.more && <p className={classes.words}>{t('talks.more', { count: data.talks.length })}</p>}
    </div>
  );
}

function TalkRow({ talk }: { talk: ResultTalk }) {
  const { t } = useTranslation(['results', 'calls']);
  const format = useFormat();
  const openCall = useNavigation((navigation) => navigation.openCall);
  const nameOf = useOutcomeName();
  const { callId, at, contactName, organisationName, number, agentName, outcome, result, talkMs } = talk;
  const second = talk.recordingId === undefined ? undefined : talk.offsetMs;
  const ended = outcome === undefined ? result && t(`calls:result.${result}`) : nameOf(outcome);
  return (
    <button type="button" className={classes.talk} onClick={() => openCall(callId, second)}>
      <span className={classes.talkWho}>
        {contactName ?? formatPhone(number)}
        {organisationName !== undefined && <span className={classes.dim}> · {organisationName}</span>}
      </span>
      <span className={classes.dim}>{ended}</span>
      <span className={classes.dim}>{agentName}</span>
      <span className={classes.talkWhen}>
        {format.dateTime(at)} · {format.duration(talkMs)}
        {second !== undefined && (
          <span className={classes.second}>
            <IconPlayerPlay size={12} aria-hidden /> {t('talks.at', { time: format.duration(second) })}
          </span>
        )}
      </span>
    </button>
  );
}
