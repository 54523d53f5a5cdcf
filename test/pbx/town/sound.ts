import { createSocket, type Socket } from 'node:dgram';
import { createMetronome } from '../../../electron/core/training/media/metronome.ts';
import {
  decodeSample,
  encodeSample,
  FRAME_BYTES,
  SAMPLE_RATE,
  SILENT_FRAME,
} from '../../../electron/core/training/media/pcmu.ts';
import { toneOf } from '../../../electron/core/training/media/telephone-event.ts';
import { amplitudeAt, loudness } from '../bench/pitch.ts';

/** What a customer hears, of the last moments. */
export interface Ear {
  /** Amplitude of each of these pitches, 0…1 of full scale; all 0 when no sound comes in at all. */
  heard(pitches: readonly number[]): number[] | Promise<number[]>;
  /** RMS, 0…1 of full scale. */
  loudness(): number | Promise<number>;
}

/** RFC 3551 table 4, and the number that we give telephone events (RFC 4733). */
const PCMU = 0;
const EVENTS = 101;
const LOUDNESS = 0.3;
const RTP_HEADER_BYTES = 12;
const KEPT = SAMPLE_RATE * 2;
/** What is listened to at once: enough to tell pitches apart, short enough to follow a test. */
const LISTENED_MS = 250;
/** Without a packet for so long the line is dead, whatever came before. */
const DEAD_MS = 200;

const metronome = createMetronome();
const voices = new Map<number, Uint8Array>();

/** A second of one pitch in µ-law; whole numbers of hertz, so that the next second goes on without a click. */
function voiceOf(hertz: number): Uint8Array {
  const known = voices.get(hertz);
  if (known) return known;
  const voice = Uint8Array.from({ length: SAMPLE_RATE }, (_, index) =>
    encodeSample(LOUDNESS * Math.sin((2 * Math.PI * hertz * index) / SAMPLE_RATE)),
  );
  voices.set(hertz, voice);
  return voice;
}

/** A customer's end of the sound: plain RTP over UDP, µ-law; speaks one pitch all the time and listens. */
export class SoundLine implements Ear {
  /** Keys that came as RFC 4733 events, in order. */
  tones = '';
  readonly #socket: Socket;
  readonly #kept = new Float32Array(KEPT);
  #written = 0;
  #lastPacketAt = 0;
  #lastEventAt = -1;
  #remotePort: number | undefined;
  #pitch: number | undefined;
  #sequence = 0;
  #played = 0;
  #stop: (() => void) | undefined;
  #closed = false;

  private constructor(socket: Socket, pitch: number) {
    this.#socket = socket;
    this.#pitch = pitch;
    socket.on('message', (packet) => this.#receive(packet));
    socket.on('error', () => {});
  }

  static async open(pitch: number): Promise<SoundLine> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject).bind(0, '127.0.0.1', resolve);
    });
    return new SoundLine(socket, pitch);
  }

  /** Our side of an offer or answer (RFC 8866). */
  get sdp(): string {
    const { port } = this.#socket.address();
    return [
      'v=0',
      `o=- ${port} 1 IN IP4 127.0.0.1`,
      's=-',
      'c=IN IP4 127.0.0.1',
      't=0 0',
      `m=audio ${port} RTP/AVP ${PCMU} ${EVENTS}`,
      `a=rtpmap:${PCMU} PCMU/8000`,
      `a=rtpmap:${EVENTS} telephone-event/8000`,
      `a=fmtp:${EVENTS} 0-16`,
      'a=ptime:20',
      'a=sendrecv',
      '',
    ].join('\r\n');
  }

  /** Sends from now on to where this description says; a description without sound changes nothing. */
  connect(sdp: string): void {
    const port = Number(/^m=audio (\d+) /m.exec(sdp)?.[1] ?? 0);
    if (port === 0 || this.#closed) return;
    this.#remotePort = port;
    this.#stop ??= metronome.subscribe(() => this.#speak());
  }

  /** Another pitch; `undefined`: says nothing, but goes on sending silence. */
  speak(pitch: number | undefined): void {
    this.#pitch = pitch;
  }

  heard(pitches: readonly number[]): number[] {
    const sound = this.#recent();
    return pitches.map((pitch) => amplitudeAt(sound, SAMPLE_RATE, pitch));
  }

  loudness(): number {
    return loudness(this.#recent());
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stop?.();
    this.#stop = undefined;
    this.#remotePort = undefined;
    this.#socket.close();
  }

  #recent(): Float32Array {
    const count = (SAMPLE_RATE * LISTENED_MS) / 1000;
    const sound = new Float32Array(count);
    if (performance.now() - this.#lastPacketAt > DEAD_MS) return sound;
    for (let index = 0; index < count; index += 1) {
      const at = this.#written - count + index;
      if (at >= 0) sound[index] = this.#kept[at % KEPT] ?? 0;
    }
    return sound;
  }

  #receive(packet: Buffer): void {
    const type = (packet[1] ?? 0) & 0x7f;
    const payload = packet.subarray(RTP_HEADER_BYTES);
    if (type === PCMU) {
      this.#lastPacketAt = performance.now();
      for (const byte of payload) {
        this.#kept[this.#written % KEPT] = decodeSample(byte);
        this.#written += 1;
      }
    } else if (type === EVENTS) this.#receiveEvent(packet.readUInt32BE(4), payload);
  }

  /** All packets of one key press carry the time of its beginning (RFC 4733 §2.5.1). */
  #receiveEvent(beganAt: number, payload: Uint8Array): void {
    if (beganAt === this.#lastEventAt) return;
    this.#lastEventAt = beganAt;
    this.tones += toneOf(payload) ?? '';
  }

  #speak(): void {
    if (this.#remotePort === undefined) return;
    const voice = this.#pitch === undefined ? undefined : voiceOf(this.#pitch);
    const from = (this.#played * FRAME_BYTES) % SAMPLE_RATE;
    const header = Buffer.alloc(RTP_HEADER_BYTES);
    header[0] = 0x80;
    header[1] = PCMU;
    header.writeUInt16BE(this.#sequence & 0xffff, 2);
    header.writeUInt32BE((this.#played * FRAME_BYTES) >>> 0, 4);
    header.writeUInt32BE(this.#socket.address().port, 8);
    this.#sequence += 1;
    this.#played += 1;
    const frame = voice?.subarray(from, from + FRAME_BYTES) ?? SILENT_FRAME;
    this.#socket.send([header, frame], this.#remotePort, '127.0.0.1');
  }
}
