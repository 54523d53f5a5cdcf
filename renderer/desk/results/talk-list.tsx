import { IconPlayerPlay } from '@tabler/icons-react';
import type { Output } from '../../../shared/contract/index.ts';
import type { ResultSelection, ResultsFilter, ResultTalk } from '../../../shared/contract/results.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { formatPhone } from '../../ui/index.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useOutcomeName } from '../state/outcomes.tsx';
import { Behind } from './behind.tsx';
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
  const { t } = useTranslation('results');
  return (
    <Behind
      title={title}
      error={error}
      onRetry={reload}
      onBack={onBack}
      none={t('talks.none')}
      rows={data?.talks.map((talk) => (
        <li key={talk.callId}>
          <TalkRow talk={talk} />
        </li>
      ))}
    >
      {data?.more && <p className={classes.words}>{t('talks.more', { count: data.talks.length })}</p>}
    </Behind>
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
