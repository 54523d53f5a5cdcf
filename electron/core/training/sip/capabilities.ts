import type { SipHeader } from './message.ts';

/** Methods that the exchange answers inside or outside of calls. */
export const ALLOWED = [
  'INVITE',
  'ACK',
  'CANCEL',
  'BYE',
  'OPTIONS',
  'REGISTER',
  'UPDATE',
  'INFO',
  'REFER',
  'NOTIFY',
  'SUBSCRIBE',
];

/** Methods of other RFCs: known but not offered here (405); anything else is 501 (RFC 3261 §8.2.1, §21.5.2). */
export const KNOWN_ELSEWHERE = ['PUBLISH', 'MESSAGE', 'PRACK'];

export const CAPABILITIES: readonly SipHeader[] = [
  ['Allow', ALLOWED.join(', ')],
  ['Accept', 'application/sdp, application/dtmf-relay'],
  ['Supported', 'outbound, replaces'],
];
