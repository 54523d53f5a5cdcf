import type { EndCause, Side } from '../../../shared/domain/call/fact.ts';
import { clean } from './name-addr.ts';

/** How the signalling of a call ended, before anybody has judged what that means. */
export type LegEnd =
  /** The caller took the INVITE back (CANCEL). */
  | { readonly kind: 'cancelled'; readonly reason?: string }
  /** The other side said BYE. */
  | { readonly kind: 'bye'; readonly reason?: string }
  /** Our INVITE got a final answer other than 2xx. */
  | { readonly kind: 'refused'; readonly status: number; readonly phrase?: string; readonly reason?: string }
  /** Nobody answered a request in time, or the dialog is unknown to the other side. */
  | { readonly kind: 'lost'; readonly status?: number }
  /** Asked after an interruption, the other side does not know the dialog any more: it has hung up meanwhile. */
  | { readonly kind: 'gone'; readonly status: number }
  /** No common way of speaking: bad SDP, no codec, no ICE. */
  | { readonly kind: 'noMedia'; readonly status?: number };

export interface EndFacts {
  readonly cause: EndCause;
  readonly by: Side | 'network';
  readonly sipCode?: number;
  readonly reason?: string;
}

/**
 * What an end means, in words of the field.
 *
 * @param rang whether the far end was heard ringing (180 or 183): it tells "nobody came to the phone" from "not there"
 */
export function endFacts(end: LegEnd, rang: boolean): EndFacts {
  switch (end.kind) {
    case 'cancelled':
      return { ...reasonText(end.reason), ...cancelled(end.reason) };
    case 'bye':
      return { cause: 'hangup', by: 'customer', ...reasonText(end.reason) };
    case 'refused': {
      const cause = q850Cause(end.reason) ?? statusCause(end.status, rang);
      const text = reasonText(end.reason);
      return {
        cause,
        by: sideOf(cause),
        sipCode: end.status,
        ...(text.reason === undefined && end.phrase ? { reason: clean(end.phrase, 200) } : text),
      };
    }
    case 'lost':
      return { cause: 'networkLost', by: 'network', ...code(end.status) };
    case 'gone':
      return { cause: 'hangup', by: 'customer', ...code(end.status) };
    case 'noMedia':
      return { cause: 'mediaFailed', by: 'network', ...code(end.status) };
  }
}

/**
 * RFC 3326: a proxy that forked the call says in the CANCEL that another branch took it: `SIP;cause=200`, usually with
 * the text "Call completed elsewhere". Q.850 cause 26 (non-selected user clearing) says the same.
 */
function cancelled(reason: string | undefined): Pick<EndFacts, 'cause' | 'by'> {
  const elsewhere = reasonCause(reason, 'SIP') === 200 || reasonCause(reason, 'Q.850') === 26;
  return elsewhere || /completed elsewhere/i.test(reason ?? '')
    ? { cause: 'answeredElsewhere', by: 'network' }
    : { cause: 'cancelled', by: 'customer' };
}

/** RFC 3261 §21, RFC 3398 (ISUP mapping), RFC 8197 (607), RFC 8688 (608). */
const BY_STATUS: Readonly<Record<number, EndCause>> = {
  401: 'forbidden',
  403: 'forbidden',
  404: 'notFound',
  406: 'mediaFailed',
  407: 'forbidden',
  408: 'noAnswer',
  410: 'notFound',
  415: 'mediaFailed',
  416: 'notFound',
  433: 'forbidden',
  484: 'notFound',
  485: 'notFound',
  486: 'busy',
  487: 'cancelled',
  488: 'mediaFailed',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
  600: 'busy',
  603: 'declined',
  604: 'notFound',
  606: 'mediaFailed',
  607: 'declined',
  608: 'declined',
};

/** Cause of a final status of our INVITE. */
export function statusCause(status: number, rang: boolean): EndCause {
  // 480 after ringing is how PBXs say that nobody picked up (Asterisk, RFC 3398 §8.2.6.1 for Q.850 18 and 19).
  if (status === 480) return rang ? 'noAnswer' : 'unavailable';
  return BY_STATUS[status] ?? 'error';
}

/** ITU-T Q.850 cause values that say more than the status beside them (RFC 6432). */
const BY_Q850: Readonly<Record<number, EndCause>> = {
  1: 'notFound',
  17: 'busy',
  18: 'noAnswer',
  19: 'noAnswer',
  20: 'unavailable',
  21: 'declined',
  22: 'notFound',
  27: 'unavailable',
  28: 'notFound',
  38: 'unavailable',
};

function q850Cause(reason: string | undefined): EndCause | undefined {
  const value = reasonCause(reason, 'Q.850');
  return value === undefined ? undefined : BY_Q850[value];
}

/** The `cause` of the Reason value of a protocol (RFC 3326 §2). */
function reasonCause(reason: string | undefined, protocol: string): number | undefined {
  for (const value of (reason ?? '').split(/,(?=\s*[\w.]+\s*;)/)) {
    const [name, ...parameters] = value.split(';');
    if (name?.trim().toLowerCase() !== protocol.toLowerCase()) continue;
    const cause = parameters.map((one) => /^\s*cause\s*=\s*(\d{1,3})\s*$/i.exec(one)?.[1]).find(Boolean);
    if (cause !== undefined) return Number(cause);
  }
  return undefined;
}

/** A person declined, is busy or did not come; everything else was decided by a machine on the way. */
function sideOf(cause: EndCause): Side | 'network' {
  return cause === 'busy' || cause === 'declined' || cause === 'noAnswer' || cause === 'cancelled'
    ? 'customer'
    : 'network';
}

function reasonText(reason: string | undefined): { reason?: string } {
  const text = /text\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(reason ?? '')?.[1] ?? reason;
  return text ? { reason: clean(text.replace(/\\(.)/g, '$1'), 200) } : {};
}

const code = (status: number | undefined): { sipCode?: number } =>
  status === undefined || status < 100 || status > 699 ? {} : { sipCode: status };
