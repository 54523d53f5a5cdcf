import type { CallView } from '../../../shared/contract/calls.ts';
import type {
  CallQuality,
  QualitySample,
  TimelineEntry,
  TraceMessage,
} from '../../../shared/contract/quality.ts';
import type { Account } from '../../../shared/contract/settings.ts';

export interface ReportParts {
  readonly version: string;
  /** UTC ms. */
  readonly madeAt: number;
  readonly call: CallView;
  /** Of the call, if it is still there. */
  readonly account: Account | undefined;
  readonly timeline: readonly TimelineEntry[];
  readonly quality: CallQuality;
  readonly messages: readonly TraceMessage[];
  /** Around the call: registrations and the like. */
  readonly others: readonly TraceMessage[];
}

/**
 * All that is known of a call as one text, in English, for whoever looks after the PBX. Times are UTC. Nothing of it is
 * secret: messages were redacted when they came, an account has no password here.
 */
export function callReport(parts: ReportParts): { fileName: string; text: string } {
  const { call } = parts;
  const sections: Array<[title: string, lines: readonly string[]]> = [
    ['Call', callLines(parts)],
    ['Line', parts.account ? accountLines(parts.account) : ['The account is no longer there.']],
    [
      'What happened',
      parts.timeline.map(({ at, kind, params }) => `${time(at)}  ${words(kind)}${list(params)}`),
    ],
    ['Verdict', verdictLines(parts.quality)],
    ['Seconds', sampleLines(parts.quality.samples)],
    ['Messages of the call', ladder(parts.messages)],
    ['Other messages around it', ladder(parts.others)],
    ['Messages of the call in full', parts.messages.flatMap(inFull)],
    ['Other messages in full', parts.others.flatMap(inFull)],
  ];
  const text = sections
    .map(([title, lines]) => `== ${title} ==\n${lines.length === 0 ? 'none' : lines.join('\n')}\n`)
    .join('\n');
  const stamp = new Date(call.startedAt).toISOString().slice(0, 16).replace('T', '-').replace(':', '');
  return { fileName: `ringdesk-call-${stamp}-${call.id.slice(-6)}.txt`, text };
}

function callLines({ version, madeAt, call }: ReportParts): string[] {
  return [
    `Ringdesk ${version}, report made ${iso(madeAt)}`,
    `id ${call.id}`,
    `${call.direction} ${call.purpose}, remote ${call.remote.number}`,
    `began ${iso(call.startedAt)}`,
    `answered ${call.answeredAt === undefined ? 'never' : iso(call.answeredAt)}`,
    `ended ${call.endedAt === undefined ? 'not yet' : iso(call.endedAt)}`,
    `result ${call.result ?? '-'}, cause ${call.cause ?? '-'}, by ${call.endedBy ?? '-'}, SIP ${call.sipCode ?? '-'}`,
  ];
}

function accountLines(account: Account): string[] {
  const { server, backupServer, login, domain, stun, turn, dtmf, iceTimeoutMs, profile, engine } = account;
  return [
    `server ${server}${backupServer === '' ? '' : `, backup ${backupServer}`}`,
    `login ${login}${domain === '' ? '' : `, domain ${domain}`}`,
    `engine ${engine}, DTMF ${dtmf}, ICE waits ${iceTimeoutMs} ms, profile ${profile.preset}`,
    `STUN ${stun || '-'}, TURN ${turn || '-'}`,
  ];
}

function verdictLines({ verdicts, mos, worstMos }: CallQuality): string[] {
  const scores =
    mos === undefined
      ? 'not measured'
      : `MOS ${mos.toFixed(2)}, worst ten seconds ${worstMos?.toFixed(2) ?? '-'} (ITU-T G.107)`;
  return [scores, ...verdicts.map(({ code, params }) => `${words(code)}${list(params)}`)];
}

const COLUMNS = [
  'time',
  'loss in %',
  'loss out %',
  'jitter ms',
  'round trip ms',
  'level in',
  'level out',
  'MOS',
];

function sampleLines(samples: readonly QualitySample[]): string[] {
  if (samples.length === 0) return [];
  const rows = samples.map((sample) => [
    time(sample.at),
    sample.lossPct.toFixed(1),
    sample.lossOutPct?.toFixed(1) ?? '-',
    sample.jitterMs.toFixed(1),
    sample.roundTripMs?.toFixed(0) ?? '-',
    sample.levelIn.toFixed(5),
    sample.levelOut.toFixed(5),
    sample.mos.toFixed(2),
  ]);
  return [COLUMNS, ...rows].map((row) => row.map((cell) => cell.padStart(13)).join(''));
}

/** One line a message: when, which way, what. */
function ladder(messages: readonly TraceMessage[]): string[] {
  return messages.map(({ at, direction, text }) => {
    const [first = ''] = text.split(/\r?\n/, 1);
    const cseq = /^CSeq:\s*(.*)$/im.exec(text)?.[1];
    const what = /^SIP\/2\.0 /.test(first) && cseq ? `${first} (${cseq.trim()})` : first;
    return `${time(at)}  ${direction === 'sent' ? '-->' : '<--'}  ${what}`;
  });
}

const inFull = ({ at, direction, text }: TraceMessage): string[] => [
  `--- ${time(at)} ${direction}`,
  ...text.trimEnd().split(/\r?\n/),
  '',
];

const iso = (at: number): string => new Date(at).toISOString();
const time = (at: number): string => iso(at).slice(11, 23);
/** `heldByOperator` reads as `held by operator`. */
const words = (code: string): string => code.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const list = (params: Readonly<Record<string, string | number>>): string => {
  const shown = Object.entries(params).map(([name, value]) => `${name} ${value}`);
  return shown.length === 0 ? '' : `: ${shown.join(', ')}`;
};
