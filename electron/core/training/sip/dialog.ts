import { parseNameAddress, splitList } from './address.ts';
import { cseqOf, header, headers, type SipHeader, type SipRequest, type SipResponse } from './message.ts';

/** The standing relation of two user agents (RFC 3261 §12); ours is the exchange's side. Immutable. */
export interface Dialog {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  /** From and To of our requests, tags included. */
  readonly local: string;
  readonly remote: string;
  /** Where requests go: the peer's Contact. */
  readonly target: string;
  readonly routes: readonly string[];
  readonly localCseq: number;
  /** Highest CSeq seen from the peer; -1 before the first. */
  readonly remoteCseq: number;
}

/** Dialog of an INVITE that came in and that we answer with `localTag` (RFC 3261 §12.1.1). @throws {SipSyntaxError} */
export function dialogAsServer(invite: SipRequest, localTag: string): Dialog {
  const from = header(invite, 'from') ?? '';
  return {
    callId: header(invite, 'call-id') ?? '',
    localTag,
    remoteTag: parseNameAddress(from).params.get('tag') ?? '',
    local: `${header(invite, 'to') ?? ''};tag=${localTag}`,
    remote: from,
    target: parseNameAddress(firstOf(headers(invite, 'contact'))).uri,
    routes: headers(invite, 'record-route').flatMap(splitList),
    localCseq: 0,
    remoteCseq: cseqOf(invite).number,
  };
}

/** Dialog of our INVITE that this response has confirmed (RFC 3261 §12.1.2). @throws {SipSyntaxError} */
export function dialogAsClient(invite: SipRequest, response: SipResponse): Dialog {
  const to = header(response, 'to') ?? '';
  const from = header(invite, 'from') ?? '';
  return {
    callId: header(invite, 'call-id') ?? '',
    localTag: parseNameAddress(from).params.get('tag') ?? '',
    remoteTag: parseNameAddress(to).params.get('tag') ?? '',
    local: from,
    remote: to,
    target: parseNameAddress(firstOf(headers(response, 'contact'))).uri,
    routes: headers(response, 'record-route').flatMap(splitList).reverse(),
    localCseq: cseqOf(invite).number,
    remoteCseq: -1,
  };
}

/** What a request inside a dialog means to it (RFC 3261 §12.2.2). */
export type Admission = { readonly dialog: Dialog } | { readonly refused: 'outOfOrder' };

/** An old CSeq is refused (500); a Contact in a target refresh (re-INVITE, UPDATE) moves the target. */
export function admit(dialog: Dialog, request: SipRequest): Admission {
  const { number } = cseqOf(request);
  if (number < dialog.remoteCseq) return { refused: 'outOfOrder' };
  const refreshes = request.method === 'INVITE' || request.method === 'UPDATE';
  const [contact] = headers(request, 'contact').flatMap(splitList);
  const target = refreshes && contact !== undefined ? parseNameAddress(contact).uri : dialog.target;
  return { dialog: { ...dialog, remoteCseq: number, target } };
}

/** Next request of ours inside the dialog, without Via, and the dialog after it. */
export function requestInside(
  dialog: Dialog,
  method: string,
  extra: readonly SipHeader[] = [],
  body = '',
): { readonly dialog: Dialog; readonly request: SipRequest } {
  const localCseq = dialog.localCseq + 1;
  return { dialog: { ...dialog, localCseq }, request: buildRequest(dialog, method, localCseq, extra, body) };
}

/** ACK of a 2xx: a request of its own with the CSeq of the INVITE (RFC 3261 §13.2.2.4). */
export function acknowledge(dialog: Dialog, inviteCseq: number): SipRequest {
  return buildRequest(dialog, 'ACK', inviteCseq, [], '');
}

function buildRequest(
  dialog: Dialog,
  method: string,
  cseq: number,
  extra: readonly SipHeader[],
  body: string,
): SipRequest {
  return {
    kind: 'request',
    method,
    uri: dialog.target,
    headers: [
      ...dialog.routes.map((route): SipHeader => ['Route', route]),
      ['Max-Forwards', '70'],
      ['From', dialog.local],
      ['To', dialog.remote],
      ['Call-ID', dialog.callId],
      ['CSeq', `${cseq} ${method}`],
      ...extra,
    ],
    body,
  };
}

const firstOf = (values: readonly string[]): string => values.flatMap(splitList)[0] ?? '';
