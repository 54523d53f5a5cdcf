import { IconCircleOff, IconEarOff, IconPlayerRecordFilled } from '@tabler/icons-react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import classes from './call-bar.module.css';

export function RecordingMark({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  if (call.recording?.paused) {
    return (
      <span
        className={classes.stateWord}
        data-tone="wait"
        title={t(`announce.paused.${call.recording.paused}`)}
      >
        <IconEarOff size={14} aria-hidden />
        {t(`bar.paused.${call.recording.paused}`)}
      </span>
    );
  }
  if (call.recording?.state === 'recording') {
    return (
      <span className={classes.kicker}>
        <IconPlayerRecordFilled size={12} color="var(--rd-end)" aria-hidden />
        {t('bar.recording')}
      </span>
    );
  }
  if (call.recording?.state === 'failed') {
    return (
      <span className={classes.stateWord} data-tone="end">
        <IconCircleOff size={14} aria-hidden />
        {t('bar.recordingFailed')}
      </span>
    );
  }
  return null;
}
