/** What a peer connection has counted so far (W3C WebRTC Statistics), as far as the voice is concerned. */
export interface Counters {
  /** UTC ms. */
  readonly at: number;
  readonly received: number;
  readonly lost: number;
  /** Came too late to be played; as good as lost to the ear. */
  readonly discarded: number;
  readonly jitterMs: number;
  /** Sums of the jitter buffer: seconds of waiting, samples that waited. */
  readonly bufferDelay: number;
  readonly bufferEmitted: number;
  /** Sums of energy and duration, of which the level of a second comes. */
  readonly heard: Energy;
  readonly said: Energy;
  readonly roundTripMs?: number;
  /** Of the far end's last report, 0..100. */
  readonly lossOutPct?: number;
  /** `opus`, `PCMU`. */
  readonly codec?: string;
}

export interface Energy {
  readonly energy: number;
  readonly seconds: number;
}

/** RTCP reports come about every five seconds (RFC 3550 §6.2); three missed ones make the last one history. */
const REPORT_STALE = 15_000;

type Stat = Record<string, unknown> & { id: string; type: string; timestamp: number };

/** @returns undefined while there is no voice in the connection */
export function readCounters(report: RTCStatsReport, at: number): Counters | undefined {
  const stats = new Map<string, Stat>();
  report.forEach((stat: Stat) => void stats.set(stat.id, stat));
  const voices = [...stats.values()].filter(({ kind, mediaType }) => (kind ?? mediaType) === 'audio');
  const inbound = busiest(
    voices.filter(({ type }) => type === 'inbound-rtp'),
    'packetsReceived',
  );
  if (inbound === undefined) return undefined;
  const source = voices.find(({ type }) => type === 'media-source');
  const reported = busiest(
    voices.filter(({ type }) => type === 'remote-inbound-rtp'),
    'timestamp',
  );
  const fresh = reported && inbound.timestamp - reported.timestamp < REPORT_STALE ? reported : undefined;
  const lossOut = optional(fresh?.fractionLost);
  const roundTrip = optional(fresh?.roundTripTime) ?? optional(selectedPair(stats)?.currentRoundTripTime);
  const mime = stats.get(String(inbound.codecId))?.mimeType;
  return {
    at,
    received: count(inbound.packetsReceived),
    lost: count(inbound.packetsLost),
    discarded: count(inbound.packetsDiscarded),
    jitterMs: count(inbound.jitter) * 1000,
    bufferDelay: count(inbound.jitterBufferDelay),
    bufferEmitted: count(inbound.jitterBufferEmittedCount),
    heard: energy(inbound),
    said: energy(source),
    ...(roundTrip === undefined ? {} : { roundTripMs: roundTrip * 1000 }),
    ...(lossOut === undefined ? {} : { lossOutPct: lossOut * 100 }),
    ...(typeof mime === 'string' ? { codec: mime.replace(/^audio\//i, '') } : {}),
  };
}

/** After a renegotiation an old stream may still be in the report; the one that counts is the one that runs. */
function busiest(stats: readonly Stat[], by: string): Stat | undefined {
  return stats.reduce<Stat | undefined>(
    (most, stat) => (most === undefined || count(stat[by]) > count(most[by]) ? stat : most),
    undefined,
  );
}

function selectedPair(stats: ReadonlyMap<string, Stat>): Stat | undefined {
  for (const { type, selectedCandidatePairId } of stats.values()) {
    if (type === 'transport' && typeof selectedCandidatePairId === 'string')
      return stats.get(selectedCandidatePairId);
  }
  return undefined;
}

const energy = (stat: Stat | undefined): Energy => ({
  energy: count(stat?.totalAudioEnergy),
  seconds: count(stat?.totalSamplesDuration),
});

const optional = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
const count = (value: unknown): number => optional(value) ?? 0;
