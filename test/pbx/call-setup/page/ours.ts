import { engineFactory } from '../../../../renderer/phone/engine/create-engine.ts';
import type { SipEngine } from '../../../../renderer/phone/engine/port.ts';
import { createBrowserMedia } from '../../../../renderer/phone/media/media.ts';
import type { PhoneAccount } from '../../../../shared/contract/phone.ts';
import type { HearStream, SetupPhone } from './setup-phone.ts';

/** The product's engine with the product's microphone and playback, without core and desk. */
export function ourPhone(name: PhoneAccount['engine'], hear: HearStream): SetupPhone {
  const media = createBrowserMedia();
  const microphone = media.microphone({ onProblem: ({ code }) => console.error(code) });
  let engine: SipEngine | undefined;
  let callId: string | undefined;
  let ringing = false;
  const failed = (error: unknown): void => console.error('ours:', error);
  return {
    start: async ({ server, extension, password, domain }) => {
      const registered = Promise.withResolvers<void>();
      engine = await engineFactory({
        account: {
          id: extension,
          engine: name,
          server,
          login: extension,
          password,
          domain,
          displayName: '',
          iceServers: [],
          dtmf: 'rfc4733',
          iceTimeoutMs: 1_000,
        },
        microphone,
        audio: () => media.audio.context,
        listener: {
          fact(fact) {
            if (fact.kind === 'incoming') callId = fact.callId;
            ringing = fact.kind === 'incoming';
            if (fact.kind !== 'ended') return;
            media.playback.stop(fact.callId);
            callId = undefined;
          },
          registration: ({ state }) => state === 'registered' && registered.resolve(),
          streams(id, { remote }) {
            if (!remote) return;
            media.playback.play(id, remote);
            hear(remote);
          },
          voicemail() {},
          colleague() {},
          trace() {},
          note: (message, cause) => console.warn(message, cause),
        },
      });
      engine.start();
      await registered.promise;
    },
    dial(number) {
      callId = crypto.randomUUID();
      engine?.dial(callId, number).catch(failed);
    },
    answer() {
      if (callId) engine?.answer(callId).catch(failed);
    },
    hangUp() {
      if (callId) engine?.hangUp(callId).catch(failed);
    },
    get rings() {
      return ringing;
    },
    get busy() {
      return callId !== undefined;
    },
  };
}
