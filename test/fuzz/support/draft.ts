/** A SIP message taken apart as little as is needed to damage it; unlike a parser it accepts everything. */
export interface Draft {
  first: string;
  headers: [name: string, value: string][];
  body: string;
}

export function draftOf(text: string): Draft {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = (end === -1 ? text : text.slice(0, end)).split('\r\n');
  return {
    first,
    headers: lines.map((line) => {
      const colon = line.indexOf(':');
      return colon === -1 ? [line, ''] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
    body: end === -1 ? '' : text.slice(end + 4),
  };
}

/** As it goes over the wire; the Content-Length is what the headers say, right or wrong. */
export const textOf = ({ first, headers, body }: Draft): string =>
  `${[first, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\r\n')}\r\n\r\n${body}`;

export const isResponse = (draft: Draft): boolean => draft.first.startsWith('SIP/');

/** Method of a request, or of the CSeq of a response. */
export const methodOf = (draft: Draft): string =>
  isResponse(draft) ? (get(draft, 'cseq').split(' ')[1] ?? '') : (draft.first.split(' ')[0] ?? '');

export const statusOf = (draft: Draft): number => (isResponse(draft) ? Number(draft.first.split(' ')[1]) : 0);

/** First value, `''` when there is none. */
export function get(draft: Draft, name: string): string {
  return draft.headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
}

/** Sets the first header of that name, or adds one. */
export function put(draft: Draft, name: string, value: string): void {
  const found = draft.headers.find(([key]) => key.toLowerCase() === name.toLowerCase());
  if (found) found[1] = value;
  else draft.headers.push([name, value]);
}

/** Makes the Content-Length right again. */
export function measure(draft: Draft): void {
  put(draft, 'Content-Length', String(Buffer.byteLength(draft.body)));
}
