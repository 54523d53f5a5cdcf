import { Failure } from '../../../../shared/contract/failure.ts';
import type { Microphone } from '../port.ts';
import {
  type Leg,
  type LegEvents,
  LegRefused,
  NO_ANSWER,
  type StackFactory,
  type StackOptions,
} from '../stack.ts';

/** A WebSocket that opens while the network is there. */
export class FakeSocket {
  static readonly OPEN = 1;
  static there = true;
  static present: FakeSocket | undefined;
  readyState = 0;
  binaryType = '';
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;

  constructor() {
    FakeSocket.present = this;
    setTimeout(() => {
      if (FakeSocket.there) {
        this.readyState = 1;
        this.onopen?.();
      } else this.fall();
    }, 1);
  }
  send(): void {}
  close(): void {
    this.readyState = 3;
  }
  fall(): void {
    this.readyState = 3;
    this.onclose?.({ code: 1006 });
  }
}

class FakePeer extends EventTarget {
  iceConnectionState: RTCIceConnectionState = 'new';
  become(state: RTCIceConnectionState): void {
    this.iceConnectionState = state;
    this.dispatchEvent(new Event('iceconnectionstatechange'));
  }
  getTransceivers() {
    return [];
  }
  async getStats() {
    return new Map();
  }
}

/** One dialog; it does what a library would do, and what the other side is made to do. */
class FakeLeg implements Leg {
  readonly sipCallId: string;
  readonly peer = new FakePeer();
  events: LegEvents | undefined;
  over = false;
  established = false;
  #answering = false;
  #dropOffer: (() => void) | undefined;
  #refers: { resolve: () => void; reject: (error: Error) => void }[] = [];
  /** What the next re-INVITE gets: a status, or silence. */
  answers: (number | 'silence')[] = [];

  constructor(sipCallId: string) {
    this.sipCallId = sipCallId;
  }

  prepare(): void {}
  answer(): void {
    this.#answering = !this.over;
  }
  reject(): void {
    this.end({ kind: 'lost' });
  }
  hangUp(): void {
    this.end({ kind: 'lost' });
  }
  async reoffer(): Promise<void> {
    if (this.over) throw new LegRefused(481);
    const answer = this.answers.shift();
    if (answer === 'silence') {
      await new Promise<void>((_, reject) => {
        // Timer B of the library.
        const timerB = setTimeout(() => this.dropOffer(), 32_000);
        this.#dropOffer = () => {
          clearTimeout(timerB);
          reject(new LegRefused(NO_ANSWER));
        };
      });
    }
    if (typeof answer === 'number') throw new LegRefused(answer);
  }
  dropOffer(): void {
    this.#dropOffer?.();
  }
  refer(): Promise<void> {
    if (this.over) return Promise.reject(new LegRefused(481));
    return new Promise((resolve, reject) => this.#refers.push({ resolve, reject }));
  }
  async info(): Promise<void> {}

  referAnswered(taken: boolean): void {
    for (const { resolve, reject } of this.#refers.splice(0)) {
      if (taken) resolve();
      else reject(new LegRefused(603));
    }
  }
  ourAnswerTaken(): void {
    if (this.#answering && !this.over) this.accept();
  }
  accept(): void {
    this.established = true;
    this.events?.accepted();
    this.peer.become('connected');
  }
  /** A library tells the end once; afterwards stray events may come nevertheless. */
  end(how: Parameters<LegEvents['ended']>[0]): void {
    if (this.over) return;
    this.over = true;
    this.#dropOffer?.();
    this.events?.ended(how);
    this.referAnswered(false);
  }
}

/** A library, a PBX, customers, and a microphone: all of them do what the story says. */
export class FakePbx {
  readonly legs: (FakeLeg & { outbound: boolean })[] = [];
  readonly #open = new Set<string>();
  #options: StackOptions | undefined;
  #refusesMicrophone = false;

  constructor() {
    FakeSocket.there = true;
  }

  get openMicrophones(): string[] {
    return [...this.#open];
  }

  readonly microphone: Microphone = {
    acquire: async (callId) => {
      await new Promise((resolve) => setTimeout(resolve, this.#refusesMicrophone ? 1 : 5));
      if (this.#refusesMicrophone) throw new Failure('microphoneRefused');
      this.#open.add(callId);
      return { getAudioTracks: () => [{ enabled: true }] } as unknown as MediaStream;
    },
    release: (callId) => void this.#open.delete(callId),
  };

  /** Mixes nothing; no fake call has a remote stream. */
  readonly audioContext = {
    resume: async () => {},
    createMediaStreamDestination: () => ({ stream: { getTracks: () => [] } }),
  } as unknown as AudioContext;

  readonly createStack: StackFactory = (options) => {
    this.#options = options;
    return {
      register: async () => ({ status: 200, expiresSec: 120 }),
      unregister: async () => {},
      probe: async () => {},
      invite: (_uri, events) => {
        const leg = this.#leg(true);
        leg.events = events;
        events.peer(leg.peer as unknown as RTCPeerConnection);
        setTimeout(() => !leg.over && events.sent(), 3);
        return leg;
      },
      subscribe: () => ({ refresh() {}, stop() {} }),
      stop() {},
    };
  };

  happen(what: string, which: number): void {
    if (what === 'wireDown' || what === 'wireUp') {
      FakeSocket.there = what === 'wireUp';
      if (what === 'wireDown') FakeSocket.present?.fall();
    }
    if (what === 'microphoneRefused' || what === 'microphoneBack') {
      this.#refusesMicrophone = what === 'microphoneRefused';
    }
    if (what === 'incoming' && FakeSocket.there) this.#incoming();
    const leg = this.legs[which % Math.max(1, this.legs.length)];
    if (leg) this.#happenTo(leg, what);
  }

  #happenTo(leg: FakeLeg & { outbound: boolean }, what: string): void {
    const early = !leg.established && !leg.over;
    switch (what) {
      case 'ring':
        if (leg.outbound) leg.events?.progress(180, false);
        return;
      case 'pickedUp':
        if (leg.outbound && early) leg.accept();
        return;
      case 'ourAnswerTaken':
        if (early) leg.ourAnswerTaken();
        return;
      case 'cancelled':
        if (early && !leg.outbound) leg.end({ kind: 'cancelled' });
        return;
      case 'answeredElsewhere':
        if (early && !leg.outbound) leg.end({ kind: 'cancelled', reason: 'SIP;cause=200' });
        return;
      case 'refused':
        if (early && leg.outbound) leg.end({ kind: 'refused', status: 486 });
        return;
      case 'bye':
        if (leg.established) leg.end({ kind: 'bye' });
        return;
      case 'theyHold':
      case 'theyResume':
        if (leg.established) leg.events?.remoteHold(what === 'theyHold');
        return;
      case 'glare':
        leg.answers.push(491);
        return;
      case 'dialogGone':
        leg.answers.push(481);
        return;
      case 'silence':
        leg.answers.push('silence');
        return;
      case 'referTaken':
      case 'referRefused':
        leg.referAnswered(what === 'referTaken');
        return;
      case 'soundBroken':
      case 'soundMended':
        if (leg.established) leg.peer.become(what === 'soundBroken' ? 'disconnected' : 'connected');
    }
  }

  #leg(outbound: boolean): FakeLeg & { outbound: boolean } {
    const leg = Object.assign(new FakeLeg(`sip-${this.legs.length}`), { outbound });
    this.legs.push(leg);
    return leg;
  }

  #incoming(): void {
    const leg = this.#leg(false);
    leg.events = this.#options?.onInvite(leg, {
      from: '<sip:200@pbx.test>',
      to: '<sip:101@pbx.test>',
      assertedIdentity: undefined,
      diversion: undefined,
      privacy: undefined,
    });
    leg.events?.peer(leg.peer as unknown as RTCPeerConnection);
  }
}
