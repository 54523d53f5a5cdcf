import type { TraceMessage } from '../../../shared/contract/quality.ts';

/** A rung of the ladder, in words of the wire: they are the same in every language. */
export interface Rung {
  /** `INVITE`, `200 OK · INVITE`. */
  readonly name: string;
  /** It carries a description of sound (SDP). */
  readonly sound: boolean;
  readonly kind: 'request' | 'progress' | 'success' | 'refusal';
}

const MAX_NAME = 60;

/** Reads the first line of a message (RFC 3261 §7); whatever it is, a name comes out. */
export function rungOf({ text }: TraceMessage): Rung {
  const [first = ''] = text.split(/\r?\n/, 1);
  const [head = '', body = ''] = split(text);
  const sound = /^v=0/m.test(body) || /^content-type:\s*application\/sdp/im.test(head);
  const answer = /^SIP\/2\.0 (\d{3}) ?(.*)$/i.exec(first);
  if (!answer) return { name: (first.split(' ', 1)[0] || first).slice(0, MAX_NAME), sound, kind: 'request' };
  const [, status = '', words = ''] = answer;
  const method = /^cseq:\s*\d+\s+(\S+)/im.exec(head)?.[1];
  return {
    name: [`${status} ${words}`.trim(), method].filter(Boolean).join(' · ').slice(0, MAX_NAME),
    sound,
    kind: status < '200' ? 'progress' : status < '300' ? 'success' : 'refusal',
  };
}

function split(text: string): [head: string, body: string] {
  const end = /\r?\n\r?\n/.exec(text);
  return end ? [text.slice(0, end.index), text.slice(end.index + end[0].length)] : [text, ''];
}
