import { Failure } from '../../../shared/contract/failure.ts';
import { voiceSender } from './peer.ts';
import type { CallStreams, Microphone } from './port.ts';

/** What a conference gives a call: what its customer is to hear, and what is heard in it beside the operator. */
export interface Mix {
  readonly sent: MediaStream;
  readonly heard: MediaStream;
}

export interface CallVoiceOptions {
  readonly callId: string;
  readonly microphone: Microphone;
  readonly isOver: () => boolean;
  /** A stream came or was replaced. */
  readonly changed: () => void;
  readonly note: (message: string, cause?: unknown) => void;
}

/** The sound of one call: the operator's track on its way out, the customer's on its way in. */
export class CallVoice {
  readonly #options: CallVoiceOptions;
  #peer: RTCPeerConnection | undefined;
  #local: MediaStream | undefined;
  #remote: MediaStream | undefined;
  #mix: Mix | undefined;
  #said: MediaStream | undefined;
  #audible = true;

  constructor(options: CallVoiceOptions) {
    this.#options = options;
  }

  get peer(): RTCPeerConnection | undefined {
    return this.#peer;
  }

  get local(): MediaStream | undefined {
    return this.#local;
  }

  get remote(): MediaStream | undefined {
    return this.#remote;
  }

  get streams(): CallStreams {
    const remote = this.#mix?.heard ?? this.#remote;
    const local = this.#said ?? this.#local;
    return {
      ...(local ? { local } : {}),
      ...(remote ? { remote } : {}),
      ...(this.#mix && this.#remote ? { own: this.#remote } : {}),
    };
  }

  get sender(): RTCRtpSender | undefined {
    return this.#peer && voiceSender(this.#peer);
  }

  /** Opens the microphone and puts it on the connection as soon as there is one. Rejects with a `Failure`. */
  async open(): Promise<void> {
    const { microphone, callId, isOver } = this.#options;
    const local = await microphone.acquire(callId, (stream) => this.#use(stream));
    if (isOver()) {
      microphone.release(callId);
      throw new Failure('callGone');
    }
    this.#use(local);
  }

  use(peer: RTCPeerConnection): void {
    this.#peer = peer;
    peer.addEventListener('track', ({ track }) => {
      // A stream of our own: from theirs the track is taken away during a hold, and players and recorders go dead.
      if (this.#remote?.getAudioTracks()[0] === track) return;
      this.#remote = new MediaStream([track]);
      this.#options.changed();
    });
    this.attach();
  }

  /** Joins or leaves a conference. */
  mix(mix: Mix | undefined): void {
    if (mix === this.#mix) return;
    this.#mix = mix;
    this.attach();
    this.#options.changed();
  }

  /** Something else than the operator is sent, until it is undefined. */
  say(voice: MediaStream | undefined): void {
    if (voice === this.#said) return;
    this.#said = voice;
    this.attach();
    this.#options.changed();
  }

  /** Whether the operator is heard; silence is sent otherwise. */
  audible(audible: boolean): void {
    this.#audible = audible;
    for (const track of this.#local?.getAudioTracks() ?? []) track.enabled = audible;
  }

  /** Also called when the description of the other side came: only then a connection that answers has a sender. */
  attach(): void {
    const [track] = (this.#said ?? this.#mix?.sent ?? this.#local)?.getAudioTracks() ?? [];
    const sender = this.sender;
    if (track === undefined || sender === undefined || sender.track === track) return;
    sender.replaceTrack(track).catch((error) => this.#options.note('the voice was not sent', error));
  }

  close(): void {
    this.#options.microphone.release(this.#options.callId);
  }

  #use(stream: MediaStream): void {
    this.#local = stream;
    this.audible(this.#audible);
    this.attach();
    this.#options.changed();
  }
}
