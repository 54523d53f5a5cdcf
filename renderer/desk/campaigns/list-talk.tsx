import { useDialer } from '../state/dialer.tsx';
import { isJoined } from '../state/dialer-model.ts';
import { PauseControl } from './next-verbs.tsx';

/** In a talk of the list: the wish for a break after it is one key. */
export function ListTalk() {
  const dialer = useDialer((state) => state.dialer);
  if (!isJoined(dialer) || dialer.campaign?.pace === 'manual') return null;
  return <PauseControl dialer={dialer} inCall />;
}
