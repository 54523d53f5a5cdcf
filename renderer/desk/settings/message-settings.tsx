import { useTranslation } from '../../i18n/index.ts';
import { useMachineMessage } from '../state/machine-message.ts';
import { KeptSound } from './kept-sound.tsx';

export function MessageSettings() {
  const { t } = useTranslation('settings');
  const message = useMachineMessage((state) => state.message);
  return <KeptSound kind="message" label={t('message.title')} hint={t('message.hint')} kept={message} />;
}
