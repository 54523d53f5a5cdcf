import { vi } from 'vitest';
import type { PhoneFact } from '../../../../shared/contract/phone.ts';
import { EngineCall } from '../engine-call.ts';
import { LegRefused, NO_ANSWER, type Reoffer } from '../stack.ts';

/** Among the answers: none comes. */
export const SILENCE = -1;

class FakePeer extends EventTarget {
  iceConnectionState: RTCIceConnectionState = 'new';
  /** Packets that came so far, and answers to consent checks. */
  packets = 0;
  consents = 0;
  become(state: RTCIceConnectionState): Event {
    this.iceConnectionState = state;
    const event = new Event('iceconnectionstatechange', { cancelable: true });
    this.dispatchEvent(event);
    return event;
  }
  getTransceivers() {
    return [];
  }
  getStats() {
    return Promise.resolve(
      new Map<string, unknown>([
        ['in', { type: 'inbound-rtp', kind: 'audio', packetsReceived: this.packets }],
        ['pair', { type: 'candidate-pair', responsesReceived: this.consents }],
      ]),
    );
  }
}

/** A call without a library: its leg obeys, and remembers what it was told. */
export function bench(direction: 'inbound' | 'outbound' = 'inbound') {
  const facts: PhoneFact[] = [];
  const reoffers: Reoffer[] = [];
  const answers: (number | undefined)[] = [];
  const track = { enabled: true };
  const local = { getAudioTracks: () => [track] } as unknown as MediaStream;
  const microphone = { acquire: vi.fn(async () => local), release: vi.fn() };
  const ended = vi.fn();
  const doubt = vi.fn();
  let connected = true;
  let atHome = true;
  const call = new EngineCall({
    id: 'c',
    direction,
    microphone,
    dtmf: 'rfc4733',
    listener: { fact: (fact) => facts.push(fact), streams() {}, note() {} },
    isConnected: () => connected,
    doubt,
    isAtHome: () => atHome,
    changed() {},
    ended,
  });
  let dropped: (() => void) | undefined;
  const leg = {
    sipCallId: 'sip',
    prepare: vi.fn(),
    answer: vi.fn(),
    reject: vi.fn(),
    hangUp: vi.fn(),
    /** Refused with the next status of `answers`, or taken. */
    reoffer: vi.fn(async (offer: Reoffer) => {
      reoffers.push(offer);
      const status = answers.shift();
      if (status === SILENCE) {
        await new Promise<void>((_, reject) => {
          dropped = () => reject(new LegRefused(NO_ANSWER));
        });
      } else if (status !== undefined) throw new LegRefused(status);
    }),
    dropOffer: vi.fn(() => dropped?.()),
    refer: vi.fn(async (_to: unknown, _taken: () => void) => {}),
    info: vi.fn(async () => {}),
  };
  call.leg = leg;
  const peer = new FakePeer();
  call.events.peer(peer as unknown as RTCPeerConnection);
  return {
    call,
    leg,
    peer,
    track,
    microphone,
    ended,
    reoffers,
    answers,
    kinds: () => facts.map(({ kind }) => kind),
    last: () => facts.at(-1),
    facts,
    doubt,
    setAtHome: (value: boolean) => {
      atHome = value;
    },
    setConnected: (value: boolean) => {
      connected = value;
    },
  };
}

/** The same, answered and connected. */
export async function talking(direction: 'inbound' | 'outbound' = 'inbound') {
  const all = bench(direction);
  if (direction === 'inbound') await all.call.answer();
  else await all.call.voice.open();
  all.call.events.accepted();
  all.peer.become('connected');
  return all;
}
