import { tortureGrammar } from './torture-grammar.ts';
import { tortureRules } from './torture-rules.ts';

/** One hard case of RFC 4475 §3, built after its description and for one message to a WebSocket frame. */
export interface Torture {
  /** Section of RFC 4475. */
  readonly section: string;
  readonly what: string;
  readonly message: string | Buffer;
  /** A receiver must be able to read it (RFC 4475 §3.1.1); otherwise it may be dropped or refused. */
  readonly readable: boolean;
}

/** Whom the messages are for. */
export interface Target {
  /** Request-URI at which the target listens. */
  readonly uri: string;
  readonly domain: string;
  /** A description that the target takes. */
  readonly sdp: string;
}

export type TortureList = (target: Target) => Torture[];

/** Everything of §3 that is one message; §3.1.1.8 is its trailing octets inside of the frame. */
export const torture: TortureList = (target) => [...tortureGrammar(target), ...tortureRules(target)];

export interface Parts {
  readonly first: string;
  readonly method: string;
  readonly id: string;
  /** Replaces usual headers of the same name; a value of `undefined` leaves the header out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Lines added as they are. */
  readonly lines?: readonly string[];
  readonly body?: string;
}

/** A message with the usual headers, save for what the case is about. */
export function message({ first, method, id, headers = {}, lines = [], body = '' }: Parts): string {
  const usual: Record<string, string | undefined> = {
    Via: `SIP/2.0/WS torture.invalid;branch=z9hG4bK-${id}`,
    'Max-Forwards': '70',
    From: `<sip:tester@torture.invalid>;tag=${id}`,
    To: '<sip:target@torture.invalid>',
    'Call-ID': `${id}@torture.invalid`,
    CSeq: `1 ${method}`,
    Contact: '<sip:tester@torture.invalid;transport=ws>',
    ...(body === '' ? {} : { 'Content-Type': 'application/sdp' }),
    'Content-Length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const written = Object.entries(usual).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  return `${[first, ...written, ...lines].join('\r\n')}\r\n\r\n${body}`;
}
