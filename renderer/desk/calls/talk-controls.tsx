import {
  IconArrowForwardUp,
  IconDialpad,
  IconEar,
  IconEarOff,
  IconMicrophone,
  IconMicrophoneOff,
  IconPhoneX,
  IconPlayerPause,
  IconPlayerPlay,
} from '@tabler/icons-react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import { CallControl } from '../../ui/index.ts';
import { toggleBarPanel, useBarPanel } from '../state/bar-ui.tsx';
import { useCallActions } from '../state/call-actions.ts';
import { Keypad } from './keypad.tsx';
import { TransferField } from './transfer-field.tsx';

export function MuteControl({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const { mute } = useCallActions();
  return (
    <CallControl
      stacked
      label={call.muted ? t('action.unmute') : t('action.mute')}
      word={call.muted ? t('short.unmute') : t('short.mute')}
      icon={call.muted ? <IconMicrophoneOff size={18} /> : <IconMicrophone size={18} />}
      shortcut="M"
      pressed={call.muted}
      onClick={() => mute(call, !call.muted)}
    />
  );
}

/** Without the PBX nobody can be put on hold: the way back is shown in the line below. */
export function HoldControl({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const { hold } = useCallActions();
  return (
    <CallControl
      stacked
      label={call.hold.operator ? t('action.resume') : t('action.hold')}
      word={call.hold.operator ? t('short.resume') : t('short.hold')}
      icon={call.hold.operator ? <IconPlayerPlay size={18} /> : <IconPlayerPause size={18} />}
      shortcut="H"
      pressed={call.hold.operator}
      disabled={call.signalLostAt !== undefined}
      onClick={() => hold(call, !call.hold.operator)}
    />
  );
}

/** What is said meanwhile is not in the recording. A sensitive field does it by itself. */
export function PauseControl({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const { pauseRecording } = useCallActions();
  const paused = call.recording?.paused === 'key';
  if (call.recording?.state !== 'recording') return null;
  return (
    <CallControl
      stacked
      label={paused ? t('action.recordAgain') : t('action.pauseRecording')}
      word={paused ? t('short.recordAgain') : t('short.pauseRecording')}
      icon={paused ? <IconEar size={18} /> : <IconEarOff size={18} />}
      shortcut="P"
      pressed={paused}
      onClick={() => pauseRecording(call, !paused)}
    />
  );
}

export function TransferControl({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const panel = useBarPanel();
  return (
    <TransferField call={call} opened={panel === 'transfer'}>
      <CallControl
        stacked
        label={t('action.transfer')}
        word={t('short.transfer')}
        icon={<IconArrowForwardUp size={18} />}
        shortcut="T"
        disabled={call.signalLostAt !== undefined}
        onClick={() => toggleBarPanel('transfer')}
      />
    </TransferField>
  );
}

export function KeypadControl({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const panel = useBarPanel();
  return (
    <Keypad call={call} opened={panel === 'keypad'}>
      <CallControl
        stacked
        label={t('action.keypad')}
        word={t('short.keypad')}
        icon={<IconDialpad size={18} />}
        shortcut="K"
        onClick={() => toggleBarPanel('keypad')}
      />
    </Keypad>
  );
}

export function HangUpControl({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <CallControl tone="end" label={label} icon={<IconPhoneX size={20} />} shortcut="F4" onClick={onClick} />
  );
}
