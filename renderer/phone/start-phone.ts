import { v7 as uuidv7 } from 'uuid';
import { connectCore } from '../channel/connect.ts';
import { engineFactory } from './engine/create-engine.ts';
import { startHeadsets } from './headset/headsets.ts';
import { browserHid } from './headset/hid.ts';
import { createBrowserMedia } from './media/media.ts';
import { createPhone, type Phone } from './phone.ts';
import { startRecorder } from './recorder/recorder.ts';
import { onWake } from './wake.ts';

/** Held by the page that is the phone. The other tabs of this user wait for it and take over when it goes. */
const LOCK = 'ringdesk-phone';

/** Makes this page the phone, as soon as no other one is. `ticket`: of the desk whose page this is, in a browser. */
export function startPhone(ticket?: () => Promise<string>): { dispose(): void } {
  const leaving = new AbortController();
  const isPhone = navigator.locks.request(LOCK, { signal: leaving.signal }, async () => {
    const phone = createBrowserPhone(ticket);
    phone.start();
    // A page that goes says goodbye to the PBX; otherwise the customer would listen to silence for a minute.
    window.addEventListener('pagehide', () => void phone.dispose(), { signal: leaving.signal });
    await new Promise((resolve) => leaving.signal.addEventListener('abort', resolve, { once: true }));
    await phone.dispose();
  });
  // Aborted while waiting for the lock.
  isPhone.catch(() => {});
  return { dispose: () => leaving.abort() };
}

function createBrowserPhone(ticket?: () => Promise<string>): Phone {
  const media = createBrowserMedia();
  // The console of the page is the log of last resort; in the desktop the shell writes it to the log file.
  const note = (message: string, cause?: unknown) => console.warn(`phone: ${message}`, cause ?? '');
  return createPhone({
    connect: (handlers) => connectCore('phone', handlers, ticket),
    engineFactory,
    media,
    recorder: (core, onProblem) => (callId, recordingId, streams, paused) =>
      startRecorder({ core, context: media.audio.context, callId, recordingId, streams, paused, onProblem }),
    phoneId: uuidv7(),
    onWake,
    headsets: (onAction) => startHeadsets({ hid: browserHid(), onAction, note }),
    note,
  });
}
