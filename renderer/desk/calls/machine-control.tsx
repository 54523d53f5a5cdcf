import { IconRecordMail } from '@tabler/icons-react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import { CallControl } from '../../ui/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import { useMachineMessage } from '../state/machine-message.ts';

/** An answering machine took our call: leaves the message and ends the work on it. Pressed again, the talk goes on. */
export function MachineControl({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const { machine } = useCallActions();
  const saying = useMachineMessage(({ saidIn }) => saidIn === call.id);
  const hasMessage = useMachineMessage(({ message }) => message !== undefined);
  return (
    <CallControl
      stacked
      label={saying ? t('machine.stop') : t('machine.leave')}
      word={saying ? t('machine.stopShort') : t('machine.short')}
      hint={saying ? t('machine.stop') : t(hasMessage ? 'machine.leaveHint' : 'machine.hangUpHint')}
      icon={<IconRecordMail size={18} />}
      shortcut="V"
      pressed={saying}
      disabled={call.hold.operator || call.signalLostAt !== undefined}
      onClick={() => machine(call)}
    />
  );
}
