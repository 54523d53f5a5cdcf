import type { Dice } from './dice.ts';
import { type Draft, get, isResponse, measure, put } from './draft.ts';

/** Damages a draft in place. */
export type Mutation = (draft: Draft, dice: Dice) => void;

/** What numbers must not be: signs, fractions, letters, more than 32 and 64 bits hold. */
const NUMBERS = [
  '0',
  '-1',
  '1.5',
  '00000000000000000001',
  '4294967295',
  '4294967296',
  '2147483648',
  '18446744073709551616',
  '9'.repeat(300),
  '1e9',
  '0x10',
  'NaN',
  '１２',
  '',
];
const METHODS =
  'INVITE ACK BYE CANCEL REGISTER OPTIONS INFO UPDATE REFER NOTIFY SUBSCRIBE MESSAGE PRACK PUBLISH invite NEW *'.split(
    ' ',
  );
/** Pieces that mean something somewhere in SIP, URIs, HTML or a shell. */
const SPLINTERS = [
  '"',
  '\\',
  '<',
  '>',
  ';',
  ',',
  '%',
  '%00',
  '%0d%0a',
  '\t',
  ' ',
  '@',
  ':',
  '::1',
  '[',
  '()',
  '?Replaces=x',
  ';tag=',
  ';tag=a;tag=b',
  ';lr',
  '\u0000',
  '\u202e',
  '\ud83d\ude00',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  '\r',
  '\n',
];

function someHeader(draft: Draft, dice: Dice): [string, string] | undefined {
  return draft.headers[dice.number(draft.headers.length)];
}

const dropHeader: Mutation = (draft, dice) => {
  draft.headers.splice(dice.number(draft.headers.length), 1);
};

const doubleHeader: Mutation = (draft, dice) => {
  const header = someHeader(draft, dice);
  if (!header) return;
  const copies = dice.oneIn(20) ? 200 : 1 + dice.number(3);
  const at = dice.number(draft.headers.length + 1);
  draft.headers.splice(at, 0, ...Array.from({ length: copies }, (): [string, string] => [...header]));
};

const shuffleHeaders: Mutation = (draft, dice) => {
  for (let index = draft.headers.length - 1; index > 0; index -= 1) {
    const other = dice.number(index + 1);
    const [a, b] = [draft.headers[index], draft.headers[other]];
    if (a && b) [draft.headers[index], draft.headers[other]] = [b, a];
  }
};

const foldHeader: Mutation = (draft, dice) => {
  const header = someHeader(draft, dice);
  if (header) header[1] = header[1].replaceAll(dice.pick([' ', ';', ',']), (mark) => `${mark}\r\n \t`);
};

const overflow: Mutation = (draft, dice) => {
  const value = dice.pick(NUMBERS);
  const name = dice.pick(['CSeq', 'Max-Forwards', 'Expires', 'Content-Length', 'Retry-After', 'Min-Expires']);
  put(draft, name, name === 'CSeq' ? `${value} ${get(draft, 'cseq').split(' ')[1] ?? ''}` : value);
};

/** Any number that stands in a header value becomes another one. */
const overflowInside: Mutation = (draft, dice) => {
  const header = someHeader(draft, dice);
  if (header) header[1] = header[1].replace(/\d+/, () => dice.pick(NUMBERS));
};

const wrongLength: Mutation = (draft, dice) => {
  const length = Buffer.byteLength(draft.body);
  put(draft, 'Content-Length', String(dice.pick([length + 1, length - 1, 0, length * 2, 99_999])));
};

const wrongCseq: Mutation = (draft, dice) => {
  const [number = '1', method = ''] = get(draft, 'cseq').split(' ');
  put(draft, 'CSeq', dice.oneIn(2) ? `${number} ${dice.pick(METHODS)}` : `${dice.number(50)} ${method}`);
};

const wrongTags: Mutation = (draft, dice) => {
  const side = dice.pick(['From', 'To']);
  const value = get(draft, side.toLowerCase());
  const tag = dice.pick(['', ';tag=', `;tag=${dice.token()}`, `;tag=${dice.token()};tag=x`, ';TAG="q"']);
  put(draft, side, value.replace(/;tag=[^;\s]*/i, '') + tag);
};

const swapSides: Mutation = (draft) => {
  const [from, to] = [get(draft, 'from'), get(draft, 'to')];
  put(draft, 'From', to);
  put(draft, 'To', from);
};

const swapMethod: Mutation = (draft, dice) => {
  const method = dice.pick(METHODS);
  if (!isResponse(draft)) draft.first = draft.first.replace(/^\S*/, method);
  if (!dice.oneIn(4)) put(draft, 'CSeq', `${get(draft, 'cseq').split(' ')[0] ?? 1} ${method}`);
};

const swapStatus: Mutation = (draft, dice) => {
  const status = dice.pick([100, 180, 183, 199, 200, 202, 299, 301, 302, 401, 407, 408, 422, 423, 480, 481]);
  const odd = dice.pick([486, 487, 491, 494, 500, 503, 600, 603, 699, 0, 99, 700, 1000, 42_949_672_301]);
  draft.first = `SIP/2.0 ${dice.oneIn(2) ? status : odd} ${dice.pick(['', 'OK', 'Gone', '☎'])}`;
};

const splinter: Mutation = (draft, dice) => {
  const header = someHeader(draft, dice);
  const piece = dice.pick(SPLINTERS);
  if (!header || dice.oneIn(10)) {
    const at = dice.number(draft.first.length);
    draft.first = draft.first.slice(0, at) + piece + draft.first.slice(at);
    return;
  }
  const at = dice.number(header[1].length + 1);
  header[1] = header[1].slice(0, at) + piece + header[1].slice(at + dice.number(3));
};

const rename: Mutation = (draft, dice) => {
  const header = someHeader(draft, dice);
  if (header)
    header[0] = dice.pick([header[0].toUpperCase(), 'v', 'f', 't', 'i', 'm', 'c', 'l', '', 'X Y', 'é']);
};

const emptyValue: Mutation = (draft, dice) => {
  const header = someHeader(draft, dice);
  if (header) header[1] = '';
};

/** Headers that make a user agent do something, from somebody who has no right to. */
const strangeHeader: Mutation = (draft, dice) => {
  draft.headers.push(
    dice.pick<[string, string]>([
      ['Require', '100rel, timer, nothing-known'],
      ['Proxy-Require', 'nothing-known'],
      ['Replaces', 'a@b;to-tag=1;from-tag=2'],
      ['Replaces', ';;;'],
      ['Session-Expires', '1;refresher=uas'],
      ['Min-SE', '99999999999'],
      ['RSeq', '1'],
      ['RAck', '1 1 INVITE'],
      ['Record-Route', '<sip:127.0.0.1;lr>, <sip:[::1]>'],
      ['Record-Route', 'nonsense'],
      ['Route', '<sip:nowhere>'],
      ['Refer-To', '<sip:600@x?Replaces=%zz%3Bto-tag%3D>'],
      ['Refer-To', 'tel:1'],
      ['Contact', '*'],
      ['Contact', '<sip:>'],
      ['Event', 'refer;id=-1'],
      ['Subscription-State', 'terminated;reason='],
      ['Content-Encoding', 'gzip'],
      ['Content-Type', 'multipart/mixed;boundary='],
      ['Alert-Info', '<http://127.0.0.1:1/ring.wav>'],
      ['P-Asserted-Identity', '"\\" <sip:x@>, <tel:>'],
      ['Diversion', '<sip:%ff@x>;reason=";;'],
      ['Reason', 'SIP;cause=;text="'],
      ['WWW-Authenticate', 'Digest realm="x", nonce='],
      ['Authorization', 'Digest username="101", response="0"'],
      ['Expires', '1'],
      ['Retry-After', '0 (now);duration='],
      ['Privacy', 'id;id;id;'],
    ]),
  );
};

/** A value near the largest message that the other side takes. */
const huge: Mutation = (draft, dice) => {
  const size = dice.pick([8_191, 8_193, 20_000, 60_000]);
  const header = someHeader(draft, dice);
  if (dice.oneIn(3)) {
    draft.body += 'a=x:'.padEnd(size, 'y');
    measure(draft);
  } else if (header) header[1] += dice.pick(['x', ' ', ',', '"', '(', '<', ';a=b', '%']).repeat(size / 4);
};

/** With how much weight each is drawn; what is expensive and tells little comes seldom. */
export const MUTATIONS: readonly (readonly [weight: number, mutate: Mutation])[] = [
  [8, dropHeader],
  [6, doubleHeader],
  [4, shuffleHeaders],
  [6, foldHeader],
  [8, overflow],
  [8, overflowInside],
  [6, wrongLength],
  [8, wrongCseq],
  [8, wrongTags],
  [3, swapSides],
  [8, swapMethod],
  [5, swapStatus],
  [14, splinter],
  [5, rename],
  [5, emptyValue],
  [10, strangeHeader],
  [1, huge],
];
