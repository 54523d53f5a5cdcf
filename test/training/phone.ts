/** A telephone of the test page, and what both of them share. */
export interface PhoneAccount {
  readonly wsUrl: string;
  readonly login: string;
  readonly password: string;
  readonly domain: string;
}

export interface SoundFigures {
  /** RTP packets that came in. */
  readonly packets: number;
  /** Sum of energy and seconds of what came in (webrtc-stats `totalAudioEnergy`, `totalSamplesDuration`). */
  readonly energy: number;
  readonly seconds: number;
  readonly connectionState: string;
}

/** What the tests ask of a telephone; a call is named by its Call-ID. */
export interface Phone {
  /** 'registered', or the status that refused. */
  register(account: PhoneAccount): Promise<string>;
  unregister(): Promise<void>;
  /** Everything that happened to the calls: `incoming`, `progress 180`, `answered`, `ended 486`… with `performance.now()`. */
  events(): readonly {
    readonly callId: string;
    readonly what: string;
    readonly at: number;
    readonly from?: string;
  }[];
  dial(number: string): Promise<void>;
  /** Answers every call by itself. */
  autoAnswer(): Promise<void>;
  answer(callId: string): Promise<void>;
  decline(callId: string, status: number): Promise<void>;
  hangUp(callId: string): Promise<void>;
  hold(callId: string, on: boolean): Promise<void>;
  tone(callId: string, tone: string): Promise<void>;
  refer(callId: string, target: string): Promise<void>;
  /** Re-INVITE with fresh ICE credentials. */
  restartIce(callId: string): Promise<void>;
  /** Cuts the WebSocket; the telephone connects and registers again. */
  cutSocket(): Promise<void>;
  sound(callId: string): Promise<SoundFigures>;
}

export type PhoneEvent = ReturnType<Phone['events']>[number];

/** What happened, in order. */
export function eventLog(): {
  readonly events: readonly PhoneEvent[];
  note(callId: string, what: string, from?: string): void;
} {
  const events: PhoneEvent[] = [];
  return {
    events,
    note: (callId, what, from) => {
      events.push({ callId, what, at: performance.now(), ...(from === undefined ? {} : { from }) });
    },
  };
}

export const AUDIO = { audio: true, video: false } as const;

export async function soundOf(peer: RTCPeerConnection | undefined): Promise<SoundFigures> {
  let figures = { packets: 0, energy: 0, seconds: 0 };
  for (const stat of (await peer?.getStats())?.values() ?? []) {
    if (stat.type !== 'inbound-rtp') continue;
    figures = {
      packets: stat.packetsReceived,
      energy: stat.totalAudioEnergy ?? 0,
      seconds: stat.totalSamplesDuration ?? 0,
    };
  }
  return { ...figures, connectionState: peer?.connectionState ?? 'none' };
}

/** Plays what comes in (Chromium decodes a remote track only while something plays it) and notes the state of the media. */
export function attend(peer: RTCPeerConnection, note: (what: string) => void): void {
  const audio = new Audio();
  audio.autoplay = true;
  const stream = new MediaStream();
  audio.srcObject = stream;
  for (const receiver of peer.getReceivers()) stream.addTrack(receiver.track);
  peer.addEventListener('track', ({ track }) => stream.addTrack(track));
  peer.addEventListener('connectionstatechange', () => note(`media ${peer.connectionState}`));
}
