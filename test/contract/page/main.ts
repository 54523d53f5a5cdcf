import { callMark } from '../../../renderer/call-marks.ts';
import { Announcer } from '../../../renderer/phone/announcer.ts';
import { engineFactory } from '../../../renderer/phone/engine/create-engine.ts';
import type { SipEngine } from '../../../renderer/phone/engine/port.ts';
import { rms } from '../../../renderer/phone/media/level-meter.ts';
import { createBrowserMedia } from '../../../renderer/phone/media/media.ts';
import type { SpokenMessage } from '../../../renderer/phone/media/spoken-message.ts';
import { type Recorder, startRecorder } from '../../../renderer/phone/recorder/recorder.ts';
import type { ColleagueState, Voicemail } from '../../../shared/contract/agent.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { PhoneFact, Registration } from '../../../shared/contract/phone.ts';
import { encodeWav, MESSAGE_RATE } from '../../../shared/domain/machine-message/wav.ts';
import { amplitudeAt } from '../../pbx/bench/pitch.ts';
import type { EngineBench, Recorded, TracedMessage } from './bench.ts';

declare global {
  interface Window {
    bench: EngineBench;
  }
}

const facts: PhoneFact[] = [];
const factTimes = new Map<string, number>();
const registrations: Registration[] = [];
const notes: string[] = [];
const voicemails: Voicemail[] = [];
const colleagues: ColleagueState[] = [];
const traces: TracedMessage[] = [];
const sockets: WebSocket[] = [];
const sources: MediaStreamTrack[] = [];
const peers: RTCPeerConnection[] = [];
const recorders = new Map<string, { recorder: Recorder; chunks: Uint8Array[]; finishedWith?: number }>();
const elements: HTMLAudioElement[] = [];
const media = createBrowserMedia();
// The tests listen all the time.
media.audio.user()(true);
let engine: SipEngine | undefined;
let refusal: string | undefined;
let announcer: Announcer | undefined;
let spoken: SpokenMessage | undefined;
let said: { readonly hertz: number; whole?: boolean } = { hertz: 0 };
let onSend: (text: string) => void = () => {};

watchBrowser();
const microphone = media.microphone({ onProblem: ({ code }) => notes.push(code) });

const need = (): SipEngine => {
  if (!engine) throw new Error('no engine');
  return engine;
};

window.bench = {
  async start(account) {
    facts.length = registrations.length = notes.length = 0;
    voicemails.length = colleagues.length = traces.length = 0;
    engine = await engineFactory({
      account,
      microphone,
      audio: () => media.audio.context,
      listener: {
        fact(fact) {
          facts.push(fact);
          if (fact.kind === 'incoming') factTimes.set(fact.callId, performance.now());
          if (fact.kind === 'ended') media.playback.stop(fact.callId);
        },
        registration: (registration) => registrations.push(registration),
        streams(callId, streams) {
          const heard = streams.own ?? streams.remote;
          if (heard) media.playback.play(callId, heard);
          recorders.get(callId)?.recorder.use(streams);
        },
        voicemail: (voicemail) => voicemails.push(voicemail),
        colleague: (state) => colleagues.push(state),
        trace: (message, callId) => traces.push({ ...message, ...(callId ? { callId } : {}) }),
        note: (message, cause) => notes.push(`${message}: ${cause instanceof Error ? cause.message : cause}`),
      },
    });
    engine.start();
  },
  async stop() {
    await engine?.stop();
    engine = undefined;
  },
  async command(name, ...args) {
    try {
      await (need()[name] as (...args: unknown[]) => Promise<void>)(...args);
      return undefined;
    } catch (error) {
      return error instanceof Failure ? error.code : String(error);
    }
  },
  async untilSent(name, args, start) {
    const began = performance.now();
    const leaves = new Promise<number>((resolve) => {
      onSend = (text) => text.startsWith(start) && resolve(performance.now());
    });
    await (need()[name] as (...args: unknown[]) => Promise<void>)(...args);
    return (await leaves) - began;
  },
  setIncoming: (incoming) => need().setIncoming(incoming),
  watch: (watch) => need().watch(watch),
  voicemails: () => voicemails,
  colleagues: () => colleagues,
  traces: () => traces,
  reconnectNow: () => need().reconnectNow(),
  probeNow: () => need().probeNow(),
  facts: () => facts,
  registrations: () => registrations,
  notes: () => notes,
  liveCallIds: () => [...need().liveCallIds],
  inviteToFact(callId) {
    const [mark] = performance.getEntriesByName(callMark('invite', callId));
    return (factTimes.get(callId) ?? Number.NaN) - (mark?.startTime ?? Number.NaN);
  },
  async remoteLevel(callId, ms) {
    const { remote } = need().streams(callId);
    return remote ? loudest(remote, ms) : 0;
  },
  async sentLevel(callId, ms) {
    const received = need().streams(callId).own ?? need().streams(callId).remote;
    const [track] = received?.getAudioTracks() ?? [];
    const peer = peers.find((one) => one.getReceivers().some((receiver) => receiver.track === track));
    const sent = peer?.getSenders()[0]?.track;
    return sent ? loudest(new MediaStream([sent]), ms) : 0;
  },
  async codec(callId) {
    const track = need().streams(callId).remote?.getAudioTracks()[0];
    const peer = peers.find((one) => one.getReceivers().some((receiver) => receiver.track === track));
    if (!peer) return undefined;
    const stats = [...(await peer.getStats()).values()] as (RTCStats & Record<string, string>)[];
    const inbound = stats.find(({ type }) => type === 'inbound-rtp');
    return stats.find(({ id }) => id === inbound?.codecId)?.mimeType;
  },
  refuseMicrophone(name) {
    refusal = name;
  },
  openMicrophones: () => sources.filter(({ readyState }) => readyState === 'live').length,
  async sayTone(callId, hertz, seconds) {
    const saying: typeof said = { hertz };
    said = saying;
    spoken = await media.speak(encodeWav(toneOf(hertz, seconds)));
    void spoken.over.then((whole) => {
      saying.whole = whole;
    });
    return window.bench.command('say', callId, spoken.voice);
  },
  async stopSaying(callId) {
    spoken?.stop();
    return window.bench.command('say', callId, undefined);
  },
  announce(callId, how, hertz) {
    said = { hertz };
    announcer = new Announcer({
      core: { request: async () => ({ bytes: encodeWav(toneOf(hertz, 2)) }) as never },
      engine: need,
      speak: media.speak,
      tone: media.recordingTone,
      hear: () => {},
      state: (fact) => facts.push(fact),
      note: (message) => notes.push(message),
    });
    announcer.configure({ how, everySeconds: 5, heardBy: 'customer' });
    announcer.begin(callId, false);
  },
  stopAnnouncing: (callId) => announcer?.ended(callId),
  saidWhole: () => said.whole,
  record(callId) {
    const kept: { recorder?: Recorder; chunks: Uint8Array[]; finishedWith?: number } = { chunks: [] };
    kept.recorder = startRecorder({
      core: {
        request: async (name: string, input: unknown) => {
          const { seq, bytes, chunks } = input as { seq: number; bytes: Uint8Array; chunks: number };
          if (name === 'recordings.append') kept.chunks[seq] = bytes;
          if (name === 'recordings.finish') kept.finishedWith = chunks;
          return { done: true } as never;
        },
      },
      context: media.audio.context,
      callId,
      recordingId: crypto.randomUUID(),
      streams: need().streams(callId),
      paused: false,
      onProblem: (message) => notes.push(message),
    });
    kept.recorder.resume();
    recorders.set(callId, kept as typeof kept & { recorder: Recorder });
  },
  async stopRecording(callId): Promise<Recorded> {
    const kept = recorders.get(callId);
    if (!kept) throw new Error('not recorded');
    await kept.recorder.stop();
    while (kept.recorder.pending > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const file = await new Blob(kept.chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer();
    const sound = await media.audio.context.decodeAudioData(file);
    const [left, right] = [sound.getChannelData(0), sound.getChannelData(1)];
    const tone = (samples: Float32Array) => amplitudeAt(samples, sound.sampleRate, said.hertz);
    return {
      left: windows(left, sound.sampleRate),
      right: windows(right, sound.sampleRate),
      tone: { left: windows(left, sound.sampleRate, tone), right: windows(right, sound.sampleRate, tone) },
      beep: { left: beeps(left, sound.sampleRate), right: beeps(right, sound.sampleRate) },
      seconds: sound.duration,
      chunks: kept.chunks.length,
      finishedWith: kept.finishedWith,
    };
  },
  cutSocket() {
    const socket = sockets.at(-1);
    if (!socket) return;
    // Half open: what is sent goes nowhere, what comes is not heard, and nobody says that it closed.
    socket.send = () => {};
    socket.onmessage = null;
  },
  devices: () =>
    new Promise((resolve) => {
      const watch = media.watchDevices((list) => {
        watch.stop();
        resolve(list);
      });
    }),
  sound: (signal, deviceIds, volume) => media.signals.play(signal && { signal, deviceIds, volume }),
  playing: () =>
    Promise.all(
      elements
        .filter((element) => !element.paused)
        .map(async (element) => ({
          deviceId: element.sinkId,
          volume: element.volume,
          time: element.currentTime,
          level: await loudest(element.srcObject as MediaStream, 700),
        })),
    ),
  async watchLevel(ms) {
    const levels: number[] = [];
    const meter = media.levelMeter((level) => levels.push(level.microphone));
    meter.listen({ local: await microphone.acquire('level', () => {}) });
    await new Promise((resolve) => setTimeout(resolve, ms));
    meter.stop();
    microphone.release('level');
    await Promise.resolve();
    return levels;
  },
};

const toneOf = (hertz: number, seconds: number) =>
  Float32Array.from(
    { length: seconds * MESSAGE_RATE },
    (_, index) => 0.3 * Math.sin((2 * Math.PI * hertz * index) / MESSAGE_RATE),
  );

/** The loudest RMS of a stream during the next `ms`. */
async function loudest(stream: MediaStream, ms: number): Promise<number> {
  const source = media.audio.context.createMediaStreamSource(stream);
  const analyser = media.audio.context.createAnalyser();
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let most = 0;
  for (const until = performance.now() + ms; performance.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    analyser.getFloatTimeDomainData(samples);
    most = Math.max(most, rms(samples));
  }
  source.disconnect();
  return most;
}

function windows(
  samples: Float32Array,
  sampleRate: number,
  measure: (window: Float32Array) => number = rms,
  each = 1,
): number[] {
  const size = Math.round(sampleRate / 10);
  const hop = size / each;
  return Array.from({ length: Math.floor(samples.length / size) * each }, (_, index) =>
    measure(samples.subarray(index * hop, index * hop + size)),
  );
}

/** Chromium’s fake microphone: 20 ms of it, twice a second. One that lies between two windows is in neither, since they fade at their ends. */
const BEEP_HERTZ = 400;
const beeps = (samples: Float32Array, sampleRate: number): number[] =>
  windows(samples, sampleRate, (window) => amplitudeAt(window, sampleRate, BEEP_HERTZ), 2);

/** Looks over the shoulder of the browser: sockets, microphones, connections. */
function watchBrowser(): void {
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    if (refusal) throw new DOMException('refused by the test', refusal);
    const stream = await ask(constraints);
    sources.push(...stream.getTracks());
    return stream;
  };
  window.WebSocket = class extends WebSocket {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args);
      sockets.push(this);
    }
    override send(data: Parameters<WebSocket['send']>[0]): void {
      onSend(String(data));
      super.send(data);
    }
  };
  window.Audio = new Proxy(Audio, {
    construct(target, parameters) {
      const element = Reflect.construct(target, parameters) as HTMLAudioElement;
      elements.push(element);
      return element;
    },
  });
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...args: ConstructorParameters<typeof RTCPeerConnection>) {
      super(...args);
      // Chromium allows 500 at once, and one that is held here is never collected.
      peers.splice(0, peers.length, ...peers.filter((one) => one.signalingState !== 'closed'), this);
    }
  };
}
