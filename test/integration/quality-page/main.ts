// The phone's diagnostics in a real browser: its own microphone, a real connection to itself, no SIP.
import { CheckRunner } from '../../../renderer/phone/diagnostics/check-runner.ts';
import { createDiagnostics } from '../../../renderer/phone/diagnostics/diagnostics.ts';
import { createBrowserMedia } from '../../../renderer/phone/media/media.ts';
import { AudioSettings, type PhoneAccount } from '../../../shared/contract/phone.ts';
import type { CheckStep, QualitySample } from '../../../shared/contract/quality.ts';
import type { Call } from '../../../shared/domain/call/call.ts';

export interface QualityBench {
  /** Begins a talk with ourselves: the microphone goes out, a tone comes back. */
  begin(): Promise<void>;
  /** What the engine does when the operator mutes. */
  mute(on: boolean): void;
  /** The microphone gives zeros and nobody muted it: a switch on the headset. */
  kill(): void;
  /** Nothing comes from the other side any more. */
  silence(): Promise<void>;
  end(): void;
  told(): { samples: QualitySample[]; warnings: string[]; notes: string[] };
  check(audio: Partial<AudioSettings>, account: PhoneAccount): Promise<CheckStep[]>;
  /** Tracks of microphones that are open now. */
  openMicrophones(): number;
}

const CALL = 'talk';
const notes: string[] = [];
const samples: QualitySample[] = [];
const warnings: string[] = [];
const tracks: MediaStreamTrack[] = [];
watchMicrophones();

const media = createBrowserMedia();
/** As the phone does while it has a call. */
const callNeedsAudio = media.audio.user();
const note = (message: string, cause?: unknown) => void notes.push(`${message}: ${String(cause)}`);
const microphone = media.microphone({ onProblem: ({ code }) => notes.push(code) });
let here: RTCPeerConnection | undefined;
let there: RTCPeerConnection | undefined;
let local: MediaStream | undefined;

const diagnostics = createDiagnostics({
  stats: async () => here?.getStats(),
  microphone,
  levelMeter: media.levelMeter,
  quality: (_callId, more) => samples.push(...more),
  trace: () => {},
  warning: ({ kind, active }) => warnings.push(`${kind} ${active ? 'on' : 'off'}`),
  note,
});

const talk = (muted: boolean): Call => ({
  id: CALL,
  accountId: 'main',
  direction: 'inbound',
  state: 'talking',
  remote: { number: '1', displayName: '', anonymous: false },
  startedAt: 0,
  answeredAt: 0,
  hold: { operator: false, customer: false },
  heldMs: 0,
  muted,
  joined: false,
});

const bench: QualityBench = {
  async begin() {
    callNeedsAudio(true);
    local = await microphone.acquire(CALL, () => {});
    const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
    [here, there] = [a, b];
    a.onicecandidate = ({ candidate }) => void b.addIceCandidate(candidate ?? undefined);
    b.onicecandidate = ({ candidate }) => void a.addIceCandidate(candidate ?? undefined);
    a.ontrack = ({ track }) => media.playback.play(CALL, new MediaStream([track]));
    for (const track of local.getAudioTracks()) a.addTrack(track, local);
    await a.setLocalDescription();
    await b.setRemoteDescription(a.localDescription as RTCSessionDescription);
    const tone = media.audio.context.createOscillator();
    const destination = media.audio.context.createMediaStreamDestination();
    tone.connect(destination);
    tone.start();
    for (const track of destination.stream.getAudioTracks()) b.addTrack(track, destination.stream);
    await b.setLocalDescription();
    await a.setRemoteDescription(b.localDescription as RTCSessionDescription);
    await new Promise<void>((resolve) => {
      a.onconnectionstatechange = () => a.connectionState === 'connected' && resolve();
    });
    diagnostics.follow([talk(false)]);
  },
  mute(on) {
    for (const track of local?.getAudioTracks() ?? []) track.enabled = !on;
    diagnostics.follow([talk(on)]);
  },
  kill() {
    for (const track of local?.getAudioTracks() ?? []) track.enabled = false;
  },
  async silence() {
    for (const sender of there?.getSenders() ?? []) await sender.replaceTrack(null);
  },
  end() {
    callNeedsAudio(false);
    diagnostics.follow([]);
    microphone.release(CALL);
    here?.close();
    there?.close();
  },
  told: () => ({ samples, warnings, notes }),
  check(audio, account) {
    const steps: CheckStep[] = [];
    return new Promise((resolve) => {
      const runner = new CheckRunner({
        microphone,
        levelMeter: media.levelMeter,
        playTone: media.playTone,
        loopMedia: media.loopMedia,
        tell(step) {
          if (step.state !== 'running') steps.push(step);
          if (steps.length === 5) resolve(steps);
        },
        note,
      });
      runner.registration = { accountId: account.id, state: 'registered' };
      runner.start(account, AudioSettings.parse(audio));
    });
  },
  openMicrophones: () => tracks.filter(({ readyState }) => readyState === 'live').length,
};
Object.assign(window, { bench });

/** Every track of a microphone, clones included: one that is forgotten keeps the lamp of the headset on. */
function watchMicrophones(): void {
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    tracks.push(...stream.getAudioTracks());
    return stream;
  };
  const clone = MediaStreamTrack.prototype.clone;
  MediaStreamTrack.prototype.clone = function (this: MediaStreamTrack) {
    const copy = clone.call(this);
    if (tracks.includes(this)) tracks.push(copy);
    return copy;
  };
}
