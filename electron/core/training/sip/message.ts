/**
 * SIP messages as text (RFC 3261 §7 and §25), one to a WebSocket frame (RFC 7118 §5).
 *
 * Everything that comes in is text from outside: sizes and counts are bounded, and what goes out can never
 * break out of its line.
 */
export interface SipRequest {
  readonly kind: 'request';
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly SipHeader[];
  readonly body: string;
}

export interface SipResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly SipHeader[];
  readonly body: string;
}

export type SipMessage = SipRequest | SipResponse;
/** Name as it is written and value without the surrounding blanks. */
export type SipHeader = readonly [name: string, value: string];

/** Bytes of one message; larger frames are cut off by the WebSocket itself. */
export const MAX_MESSAGE_BYTES = 64 * 1024;
const MAX_HEADERS = 128;
const MAX_HEADER_CHARS = 8192;

/** The text is no SIP message. The message never contains the text itself. */
export class SipSyntaxError extends Error {
  override readonly name = 'SipSyntaxError';
}

/** RFC 3261 §7.3.3, RFC 3515, RFC 3892, RFC 4028. */
const COMPACT: ReadonlyMap<string, string> = new Map([
  ['v', 'via'],
  ['f', 'from'],
  ['t', 'to'],
  ['i', 'call-id'],
  ['m', 'contact'],
  ['c', 'content-type'],
  ['l', 'content-length'],
  ['e', 'content-encoding'],
  ['s', 'subject'],
  ['k', 'supported'],
  ['r', 'refer-to'],
  ['b', 'referred-by'],
  ['o', 'event'],
  ['x', 'session-expires'],
]);

const TOKEN = /^[A-Za-z0-9\-.!%*_+`'~]+$/;

const canonical = (name: string): string => {
  const lower = name.toLowerCase();
  return COMPACT.get(lower) ?? lower;
};

/** First value of a header, compact forms included. */
export function header(
  message: { readonly headers: readonly SipHeader[] },
  name: string,
): string | undefined {
  const wanted = canonical(name);
  return message.headers.find(([key]) => canonical(key) === wanted)?.[1];
}

/** All values of a header in order, one a line; lists in one line are not taken apart (see `splitList`). */
export function headers(message: { readonly headers: readonly SipHeader[] }, name: string): string[] {
  const wanted = canonical(name);
  return message.headers.filter(([key]) => canonical(key) === wanted).map(([, value]) => value);
}

/** @throws {SipSyntaxError} */
export function parseMessage(text: string): SipMessage {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd === -1) throw new SipSyntaxError('no end of headers');
  const [first = '', ...lines] = unfold(text.slice(0, headEnd)).split('\r\n');
  const headerList = lines.map(parseHeader);
  if (headerList.length > MAX_HEADERS) throw new SipSyntaxError('too many headers');
  const body = bodyOf(text.slice(headEnd + 4), header({ headers: headerList }, 'content-length'));
  const status = /^SIP\/2\.0 (\d{3}) ?(.*)$/.exec(first);
  if (status !== null) {
    return {
      kind: 'response',
      status: Number(status[1]),
      reason: status[2] ?? '',
      headers: headerList,
      body,
    };
  }
  const request = /^(\S+) (\S+) SIP\/2\.0$/.exec(first);
  if (request === null || !TOKEN.test(request[1] ?? ''))
    throw new SipSyntaxError('no request or status line');
  return { kind: 'request', method: request[1] ?? '', uri: request[2] ?? '', headers: headerList, body };
}

/** Continued lines become one (RFC 3261 §7.3.1). */
const unfold = (head: string): string => head.replace(/\r\n[ \t]+/g, ' ');

function parseHeader(line: string): SipHeader {
  if (line.length > MAX_HEADER_CHARS) throw new SipSyntaxError('header too long');
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(0, colon)).trim();
  if (colon === -1 || !TOKEN.test(name)) throw new SipSyntaxError('no header name');
  return [name, line.slice(colon + 1).trim()];
}

function bodyOf(rest: string, contentLength: string | undefined): string {
  if (contentLength === undefined) return rest;
  const bytes = Buffer.from(rest);
  const length = /^\d{1,6}$/.test(contentLength) ? Number(contentLength) : Number.NaN;
  if (Number.isNaN(length) || length > bytes.length) throw new SipSyntaxError('bad content length');
  return length === bytes.length ? rest : bytes.subarray(0, length).toString();
}

/** The text to send; Content-Length is counted here, line breaks inside values become blanks. */
export function serialize(message: SipMessage): string {
  const first =
    message.kind === 'request'
      ? `${message.method} ${oneLine(message.uri)} SIP/2.0`
      : `SIP/2.0 ${message.status} ${oneLine(message.reason)}`;
  const lines = message.headers
    .filter(([name]) => canonical(name) !== 'content-length')
    .map(([name, value]) => `${name}: ${oneLine(value)}`);
  const length = `Content-Length: ${Buffer.byteLength(message.body)}`;
  return `${[first, ...lines, length].join('\r\n')}\r\n\r\n${message.body}`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what must not get through
const oneLine = (value: string): string => value.replace(/[\u0000-\u0008\u000a-\u001f\u007f]+/g, ' ');

/** Sequence number and method of the CSeq header. @throws {SipSyntaxError} */
export function cseqOf(message: SipMessage): { readonly number: number; readonly method: string } {
  const match = /^(\d{1,10})\s+(\S+)$/.exec(header(message, 'cseq') ?? '');
  if (match === null) throw new SipSyntaxError('no CSeq');
  return { number: Number(match[1]), method: match[2] ?? '' };
}

/** Headers that every request must have (RFC 3261 §8.1.1). */
const MANDATORY = ['via', 'from', 'to', 'call-id', 'cseq'];

/** @throws {SipSyntaxError} naming the first header that is missing or contradicts the request. */
export function requireMandatory(message: SipMessage): void {
  for (const name of MANDATORY) {
    if (header(message, name) === undefined) throw new SipSyntaxError(`no ${name} header`);
  }
  const { method } = cseqOf(message);
  if (message.kind === 'request' && method !== message.method)
    throw new SipSyntaxError('CSeq of another method');
}

const REASONS: Readonly<Record<number, string>> = {
  100: 'Trying',
  180: 'Ringing',
  183: 'Session Progress',
  200: 'OK',
  202: 'Accepted',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  415: 'Unsupported Media Type',
  420: 'Bad Extension',
  423: 'Interval Too Brief',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  486: 'Busy Here',
  487: 'Request Terminated',
  488: 'Not Acceptable Here',
  489: 'Bad Event',
  491: 'Request Pending',
  500: 'Server Internal Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
  603: 'Decline',
};

export const reasonOf = (status: number): string => REASONS[status] ?? 'Unknown';

/** A response with the headers that must be copied from the request (RFC 3261 §8.2.6.2), `toTag` added to To. */
export function responseTo(
  request: SipRequest,
  status: number,
  toTag: string | undefined,
  extra: readonly SipHeader[] = [],
  body = '',
): SipResponse {
  const to = header(request, 'to') ?? '';
  const tagged = toTag === undefined || /;\s*tag=/i.test(to) ? to : `${to};tag=${toTag}`;
  return {
    kind: 'response',
    status,
    reason: reasonOf(status),
    headers: [
      ...headers(request, 'via').map((value): SipHeader => ['Via', value]),
      ['From', header(request, 'from') ?? ''],
      ['To', tagged],
      ['Call-ID', header(request, 'call-id') ?? ''],
      ['CSeq', header(request, 'cseq') ?? ''],
      ...extra,
    ],
    body,
  };
}
