import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/index.ts';
import { offerFile, Section } from '../../ui/index.ts';
import { useAsk } from '../state/use-ask.ts';
import classes from './call-quality.module.css';
import { CallStory } from './call-story.tsx';
import { QualityGraph } from './quality-graph.tsx';
import { SipLadder } from './sip-ladder.tsx';
import { type CallRecord, useCallQuality } from './use-call-quality.ts';
import { VerdictList } from './verdict-list.tsx';

interface PanelProps {
  callId: string;
  /** When it was; the graph's time begins there. Absent: nobody talked. */
  answeredAt?: number | undefined;
}

/** Why a call was good or bad: in words first, then to look at, then to send to somebody who can mend it. */
export function CallQualityPanel({ callId, answeredAt }: PanelProps) {
  const { t } = useTranslation(['quality', 'common']);
  const { record, failed, reload } = useCallQuality(callId);
  return (
    <div className={classes.panel}>
      <Section title={t('panel.title')} actions={record && <SaveReport callId={callId} />}>
        {record ? (
          <Record record={record} answeredAt={answeredAt} />
        ) : failed ? (
          <div className={classes.failed}>
            <span>{t('panel.failed')}</span>
            <Button variant="default" size="compact-sm" onClick={reload}>
              {t('common:retry')}
            </Button>
          </div>
        ) : (
          <p className={classes.dim}>{t('panel.loading')}</p>
        )}
      </Section>
    </div>
  );
}

function Record({ record, answeredAt }: { record: CallRecord; answeredAt: number | undefined }) {
  const { t } = useTranslation('quality');
  const { quality, story, messages } = record;
  const { mos, worstMos } = quality;
  return (
    <>
      {answeredAt !== undefined && <VerdictList verdicts={quality.verdicts} />}
      {mos !== undefined && worstMos !== undefined && (
        <p className={classes.score}>
          {t('panel.score', { mos: tenth(mos) })} · {t('panel.worst', { mos: tenth(worstMos) })}
        </p>
      )}
      {answeredAt !== undefined && quality.samples.length > 1 && (
        <QualityGraph quality={quality} from={answeredAt} />
      )}
      {story.length > 0 && <CallStory entries={story} />}
      <SipLadder messages={messages} />
    </>
  );
}

function SaveReport({ callId }: { callId: string }) {
  const { t } = useTranslation('quality');
  const ask = useAsk();
  const save = async () => {
    const report = await ask('calls.report', { callId });
    if (report) offerFile(new Blob([report.text], { type: 'text/plain;charset=utf-8' }), report.fileName);
  };
  return (
    <Button
      variant="default"
      size="compact-sm"
      title={t('panel.saveHint')}
      leftSection={<IconDownload size={14} aria-hidden />}
      onClick={() => void save()}
    >
      {t('panel.save')}
    </Button>
  );
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
