import { notifications } from '@mantine/notifications';
import { Activity, type ReactNode, useEffect } from 'react';
import type { CoreClient } from '../../../shared/contract/client.ts';
import { CoreProvider } from '../state/core.tsx';
import { useSeat } from '../state/seat.tsx';
import { LockScreen } from './lock-screen.tsx';
import { LoginScreen } from './login-screen.tsx';
import { useMoving } from './use-moving.ts';

interface GateProps {
  /** The core itself: what is asked at the door is asked of it. */
  core: CoreClient;
  children: ReactNode;
}

/** The desk, or the question who is there. The desk is made anew for the next one, who shall find nothing of the one before. */
export function Gate({ core, children }: GateProps) {
  const out = useSeat(({ session }) => session?.asked === true && session.who === undefined);
  useMoving(core);
  // Messages are about what the one before did.
  useEffect(() => {
    if (out) notifications.clean();
  }, [out]);
  if (!out) return children;
  return (
    <CoreProvider core={core}>
      <LoginScreen />
    </CoreProvider>
  );
}

/**
 * What a locked screen hides. It keeps what was being written, and stands still: no key reaches it, and it asks for nothing.
 */
export function Lockable({ core, children }: GateProps) {
  const locked = useSeat(({ session }) => session?.locked === true);
  return (
    <>
      <Activity mode={locked ? 'hidden' : 'visible'}>{children}</Activity>
      {locked && (
        <CoreProvider core={core}>
          <LockScreen />
        </CoreProvider>
      )}
    </>
  );
}
