import { engineFactory } from '../../../renderer/phone/engine/create-engine.ts';
import type { CallStreams, SipEngine } from '../../../renderer/phone/engine/port.ts';
import { createSharedAudio } from '../../../renderer/phone/media/audio-context.ts';
import { createMicrophone } from '../../../renderer/phone/media/microphone.ts';
import { createPlayback } from '../../../renderer/phone/media/playback.ts';
import { onWake } from '../../../renderer/phone/wake.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { AudioSettings } from '../../../shared/contract/phone.ts';
import type { PhoneNews } from './bench.ts';
import { Ears } from './ears.ts';
import { openMicrophones, voiceAt } from './voice.ts';

const audio = createSharedAudio();
// Microphones that sound and ears that listen all the time.
audio.user()(true);
const playback = createPlayback(audio);
const ears = new Ears(audio.context);
const engines = new Map<string, SipEngine>();

watchSockets();
// As the product's phone page does.
onWake(() => {
  for (const engine of engines.values()) engine.probeNow();
});

const engineOf = (name: string): SipEngine => {
  const engine = engines.get(name);
  if (!engine) throw new Error(`there is no phone ${name}`);
  return engine;
};
/** Call ids are unique in the page, as they are in the product: no need to keep phones apart. */
function hear(callId: string, { remote }: CallStreams, listens: boolean): void {
  if (!remote) return;
  playback.play(callId, remote);
  if (listens) ears.listen(callId, remote);
}

window.pbxPhones = {
  async open(name, account, pitch) {
    const tell = (news: PhoneNews): void => void window.pbxTell(name, news);
    const microphone = createMicrophone(
      {
        getUserMedia:
          pitch === 0
            ? (constraints) => navigator.mediaDevices.getUserMedia(constraints)
            : voiceAt(audio.context, pitch),
        onProblem: ({ code }) => tell({ kind: 'note', text: code }),
      },
      AudioSettings.parse({}),
    );
    const engine = await engineFactory({
      account,
      microphone,
      audio: () => audio.context,
      listener: {
        fact(fact) {
          if (fact.kind === 'ended') {
            playback.stop(fact.callId);
            ears.forget(fact.callId);
          }
          tell({ kind: 'fact', fact });
        },
        registration: (registration) => tell({ kind: 'registration', registration }),
        // With the browser's microphone everything is the product's own: nothing of the test is in the page's memory.
        streams: (callId, streams) => hear(callId, streams, pitch !== 0),
        voicemail: (voicemail) => tell({ kind: 'voicemail', voicemail }),
        colleague: (colleague) => tell({ kind: 'colleague', colleague }),
        trace: ({ text }) => tell({ kind: 'trace', text }),
        note: (message, cause) =>
          tell({ kind: 'note', text: `${message}: ${cause instanceof Error ? cause.stack : String(cause)}` }),
      },
    });
    engines.set(name, engine);
    engine.start();
  },
  async close(name) {
    await engines.get(name)?.stop();
    engines.delete(name);
  },
  async command(name, command, args) {
    try {
      await (engineOf(name)[command] as (...all: readonly unknown[]) => unknown)(...args);
      return undefined;
    } catch (error) {
      if (!(error instanceof Failure)) return String(error);
      const { sipCode } = error.params as { sipCode?: unknown };
      return sipCode === undefined ? error.code : `${error.code} ${sipCode}`;
    }
  },
  probeNow: (name) => engineOf(name).probeNow(),
  reconnectNow: (name) => engineOf(name).reconnectNow(),
  liveCallIds: (name) => [...engineOf(name).liveCallIds],
  heard: (_name, callId, pitches) => ears.heard(callId, pitches),
  loudness: (_name, callId) => ears.loudness(callId),
  async packets(name, callId) {
    let received = 0;
    let sent = 0;
    const report = await engineOf(name).stats(callId);
    for (const entry of report?.values() ?? []) {
      if (entry.type === 'inbound-rtp') received += entry.packetsReceived;
      if (entry.type === 'outbound-rtp') sent += entry.packetsSent;
    }
    return { received, sent };
  },
  async media(name, callId) {
    const telling = new Set([
      'transport',
      'candidate-pair',
      'local-candidate',
      'remote-candidate',
      'inbound-rtp',
      'outbound-rtp',
    ]);
    const report = await engineOf(name).stats(callId);
    return [...(report?.values() ?? [])]
      .filter(({ type }) => telling.has(type))
      .map((entry) => JSON.stringify(entry));
  },
  openMicrophones,
};

/** Every SIP message at the sockets, beneath the engine and its library; the address tells whose it is (`?phone=NAME`). */
function watchSockets(): void {
  window.WebSocket = class extends WebSocket {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args);
      const name = new URL(this.url).searchParams.get('phone') ?? '';
      const wire = (direction: 'sent' | 'received', text: unknown): void => {
        // Keep-alives are no messages.
        if (typeof text === 'string' && text.trim() !== '')
          void window.pbxTell(name, { kind: 'wire', direction, text });
      };
      this.addEventListener('message', ({ data }) => wire('received', data));
      const send = this.send.bind(this);
      this.send = (data) => {
        wire('sent', data);
        send(data);
      };
    }
  };
}
