import { SimpleUser } from 'sip.js/lib/platform/web/index.js';
import type { HearStream, SetupPhone } from './setup-phone.ts';

/** A page made with the class that SIP.js offers for simple pages, with the library's defaults. */
export function bareSipjs(hear: HearStream): SetupPhone {
  const audio = new Audio();
  let user: SimpleUser | undefined;
  let domain = '';
  let state: 'none' | 'rings' | 'call' = 'none';
  const failed = (error: unknown): void => console.error('bare:', error);

  function listen(): void {
    // Its media element gets the stream when the session is established; the stream itself is there earlier.
    const stream = user?.remoteMediaStream;
    if (stream?.getAudioTracks().length) hear(stream);
    else if (state === 'call') setTimeout(listen, 1);
  }

  return {
    async start(login) {
      domain = login.domain;
      user = new SimpleUser(login.server, {
        aor: `sip:${login.extension}@${login.domain}`,
        media: { constraints: { audio: true, video: false }, remote: { audio } },
        userAgentOptions: {
          authorizationUsername: login.extension,
          authorizationPassword: login.password,
          logLevel: 'error',
        },
        delegate: {
          onCallReceived: () => {
            state = 'rings';
          },
          onCallHangup: () => {
            state = 'none';
          },
        },
      });
      const registered = new Promise<void>((resolve) => {
        if (user?.delegate) user.delegate.onRegistered = () => resolve();
      });
      await user.connect();
      await user.register();
      await registered;
    },
    dial(number) {
      state = 'call';
      user?.call(`sip:${number}@${domain}`).catch(failed);
    },
    answer() {
      state = 'call';
      user?.answer().catch(failed);
      listen();
    },
    hangUp: () => void user?.hangup().catch(failed),
    get rings() {
      return state === 'rings';
    },
    get busy() {
      return state !== 'none';
    },
  };
}
