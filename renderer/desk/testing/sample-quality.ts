// A talk that went wrong in the middle: what the core would say of it.
import type {
  CallQuality,
  CheckStep,
  QualitySample,
  TimelineEntry,
  TraceMessage,
} from '../../../shared/contract/quality.ts';

const DIALOG =
  'Call-ID: 8f1c2b7e\r\nFrom: <sip:+79277654321@pbx.example>;tag=a1\r\nTo: <sip:101@pbx.example>';

/** Three minutes; from the second minute on the network loses packets, then the connection breaks. */
export function badTalk(answeredAt: number): CallQuality {
  const samples = Array.from({ length: 180 }, (_, n): QualitySample => {
    const second = n + 1;
    const losing = second > 60 && second <= 100;
    const cut = second > 130 && second <= 132;
    const customerSpeaks = Math.floor(second / 7) % 2 === 0;
    const voice = 0.03 + 0.05 * Math.abs(Math.sin(second * 1.7));
    return {
      at: answeredAt + second * 1000,
      lossPct: cut ? 100 : losing ? 5 + (second % 5) : 0,
      lossOutPct: losing ? 2 : 0,
      jitterMs: losing ? 24 : 4,
      roundTripMs: losing ? 140 : 46,
      levelIn: customerSpeaks ? voice : 0.0008,
      levelOut: customerSpeaks ? 0.001 : voice,
      mos: cut ? 1 : losing ? 3.1 + (second % 4) / 10 : 4.35,
    };
  });
  return {
    samples,
    verdicts: [
      { code: 'reconnected', params: { times: 1, seconds: 1.8, silentSeconds: 2.1 } },
      { code: 'yourNetworkLost', params: { pct: 7, seconds: 40 } },
    ],
    mos: 4.05,
    worstMos: 2.6,
  };
}

export function badStory(answeredAt: number): TimelineEntry[] {
  return [
    { at: answeredAt - 6000, kind: 'rang', params: { number: '+79277654321' } },
    { at: answeredAt, kind: 'answeredByOperator', params: { seconds: 6 } },
    { at: answeredAt + 20_000, kind: 'heldByOperator', params: {} },
    { at: answeredAt + 31_000, kind: 'resumedByOperator', params: { time: '0:11' } },
    { at: answeredAt + 132_000, kind: 'reconnectedSilent', params: { seconds: 1.8, silence: 2.1 } },
    { at: answeredAt + 180_000, kind: 'endedByCustomer', params: {} },
  ];
}

export function badTrace(answeredAt: number): TraceMessage[] {
  const message = (
    after: number,
    direction: TraceMessage['direction'],
    first: string,
    cseq: string,
    body = '',
  ): TraceMessage => ({
    at: answeredAt + after,
    direction,
    text: `${first}\r\n${DIALOG}\r\nCSeq: ${cseq}\r\n\r\n${body}`,
  });
  const sdp = 'v=0\r\no=- 4 2 IN IP4 192.0.2.7\r\ns=-\r\nm=audio 40376 UDP/TLS/RTP/SAVPF 111 0 8';
  return [
    message(-6000, 'received', 'INVITE sip:101@192.0.2.9;transport=ws SIP/2.0', '102 INVITE', sdp),
    message(-5998, 'sent', 'SIP/2.0 100 Trying', '102 INVITE'),
    message(-5990, 'sent', 'SIP/2.0 180 Ringing', '102 INVITE'),
    message(0, 'sent', 'SIP/2.0 200 OK', '102 INVITE', sdp),
    message(21, 'received', 'ACK sip:101@192.0.2.9;transport=ws SIP/2.0', '102 ACK'),
    message(132_000, 'sent', 'INVITE sip:+79277654321@pbx.example SIP/2.0', '2 INVITE', sdp),
    message(132_040, 'received', 'SIP/2.0 491 Request Pending', '2 INVITE'),
    message(180_000, 'received', 'BYE sip:101@192.0.2.9;transport=ws SIP/2.0', '103 BYE'),
    message(180_004, 'sent', 'SIP/2.0 200 OK', '103 BYE'),
  ];
}

/** A check in which the microphone is dead and the relay does not answer. */
export const CHECKED: readonly CheckStep[] = [
  { step: 'microphone', state: 'failed', advice: 'microphoneDead', figures: { level: 0 } },
  { step: 'registration', state: 'passed', figures: { minutes: 10 } },
  { step: 'media', state: 'failed', advice: 'relayUnreachable', figures: { roundTripMs: 1 } },
  { step: 'earpiece', state: 'passed', figures: {} },
  { step: 'ringer', state: 'passed', figures: { devices: 1, failed: 0 } },
];
