import { useEffect } from 'react';
import { useDialer, useDialerStore } from '../state/dialer.tsx';
import { isTextField } from '../state/typing.ts';
import { useAsk } from '../state/use-ask.ts';

/** The wrap-up that closes itself takes its fields away: whoever types in them is seen a moment before. */
const BEFORE_CLOSING_MS = 1500;

const isTyping = (): boolean => isTextField(document.activeElement);

/**
 * Nothing is dialled by itself while the cursor is in a field: the countdown is held, and begins anew when the field is
 * left. A pause that the operator asked for is never taken back by it.
 */
export function useTypingHold(): void {
  const ask = useAsk();
  const store = useDialerStore();
  const stage = useDialer(({ dialer }) => dialer?.stage);
  const closesAt = useDialer(({ dialer }) => (dialer?.stage === 'wrapUp' ? dialer.wrapUpEndsAt : undefined));
  const held = useDialer((state) => state.heldByTyping);

  useEffect(() => {
    if (held) return;
    const hold = () => {
      if (!isTyping()) return;
      store.setState({ heldByTyping: true });
      void ask('dialer.pause', { paused: true }).then((dialer) => dialer && store.getState().tell(dialer));
    };
    if (stage === 'countdown') {
      hold();
      document.addEventListener('focusin', hold);
      return () => document.removeEventListener('focusin', hold);
    }
    if (closesAt === undefined) return;
    const timer = setTimeout(hold, Math.max(0, closesAt - Date.now() - BEFORE_CLOSING_MS));
    return () => clearTimeout(timer);
  }, [ask, store, stage, closesAt, held]);

  useEffect(() => {
    if (!held) return;
    const release = () => {
      // The next field may take the focus in the same moment.
      setTimeout(() => {
        if (isTyping() || !store.getState().heldByTyping) return;
        store.setState({ heldByTyping: false });
        void ask('dialer.pause', { paused: false }).then((dialer) => dialer && store.getState().tell(dialer));
      }, 0);
    };
    // A field that is taken away tells nobody that it was left.
    const watch = setInterval(release, 1000);
    document.addEventListener('focusout', release);
    return () => {
      clearInterval(watch);
      document.removeEventListener('focusout', release);
    };
  }, [ask, store, held]);
}
