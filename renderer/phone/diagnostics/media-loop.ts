import type { PhoneAccount } from '../../../shared/contract/phone.ts';
import { pause } from './test-tone.ts';

export interface LoopResult {
  /** Half a second of voice came back. */
  readonly sound: boolean;
  readonly roundTripMs: number | undefined;
  /** There is a relay among the servers, and it gave us an address. Undefined: there is none. */
  readonly relay: boolean | undefined;
}

const PATIENCE = 4_000;
const LOOK_EVERY = 200;
/** Of 20 ms each. */
const ENOUGH_PACKETS = 25;

/**
 * Sends a voice to ourselves: two peer connections in this page, Opus between them, with the ICE servers of the account.
 * What fails here fails in every call: WebRTC switched off, UDP forbidden by a firewall, a relay that refuses us.
 */
export async function loopMedia(
  context: AudioContext,
  iceServers: PhoneAccount['iceServers'],
  signal: AbortSignal,
): Promise<LoopResult> {
  const hasRelay = iceServers.some(({ urls }) => /^turns?:/i.test(urls));
  const here = new RTCPeerConnection({ iceServers: iceServers.map(asIceServer) });
  const there = new RTCPeerConnection();
  const oscillator = context.createOscillator();
  const destination = context.createMediaStreamDestination();
  let relay = false;
  // The statistics of a voice move only while somebody takes it, even in silence.
  const ear = new Audio();
  ear.muted = true;
  try {
    oscillator.connect(destination);
    oscillator.start();
    here.onicecandidate = ({ candidate }) => {
      if (candidate?.type === 'relay') relay = true;
      // A candidate of a connection that was closed meanwhile is nobody's problem.
      there.addIceCandidate(candidate ?? undefined).catch(() => {});
    };
    there.onicecandidate = ({ candidate }) => {
      here.addIceCandidate(candidate ?? undefined).catch(() => {});
    };
    there.ontrack = ({ track }) => {
      ear.srcObject = new MediaStream([track]);
      void ear.play().catch(() => {});
    };
    for (const track of destination.stream.getAudioTracks()) here.addTrack(track, destination.stream);
    await connect(here, there);
    const until = Date.now() + PATIENCE;
    let heard = await listen(there);
    while (!signal.aborted && Date.now() < until && !(heard.sound && (relay || !hasRelay))) {
      await pause(LOOK_EVERY, signal);
      heard = await listen(there);
    }
    return { ...heard, relay: hasRelay ? relay : undefined };
  } finally {
    here.close();
    there.close();
    oscillator.disconnect();
    ear.srcObject = null;
  }
}

async function connect(here: RTCPeerConnection, there: RTCPeerConnection): Promise<void> {
  await here.setLocalDescription();
  if (here.localDescription) await there.setRemoteDescription(here.localDescription);
  await there.setLocalDescription();
  if (there.localDescription) await here.setRemoteDescription(there.localDescription);
}

async function listen(there: RTCPeerConnection): Promise<Omit<LoopResult, 'relay'>> {
  let packets = 0;
  let roundTrip: number | undefined;
  (await there.getStats()).forEach((stat) => {
    if (stat.type === 'inbound-rtp') packets += stat.packetsReceived ?? 0;
    if (stat.type === 'candidate-pair' && stat.nominated) roundTrip = stat.currentRoundTripTime ?? roundTrip;
  });
  return {
    sound: packets >= ENOUGH_PACKETS,
    roundTripMs: roundTrip === undefined ? undefined : Math.round(roundTrip * 1000),
  };
}

const asIceServer = ({ urls, username, credential }: PhoneAccount['iceServers'][number]): RTCIceServer => ({
  urls,
  ...(username === undefined ? {} : { username }),
  ...(credential === undefined ? {} : { credential }),
});
