import type { RemoteParty } from '../../../shared/domain/call/fact.ts';
import { type NameAddr, parseNameAddr } from './name-addr.ts';

/** The raw header lines of an INVITE that say who calls. Everything in them is text from outside. */
export interface CallerHeaders {
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** User part of our own Contact: some PBXs write it into To, and nobody has dialled it. */
  readonly contactUser?: string | undefined;
  /** P-Asserted-Identity (RFC 3325). */
  readonly assertedIdentity: string | undefined;
  /** The first Diversion (RFC 5806). */
  readonly diversion: string | undefined;
  /** Privacy (RFC 3323). */
  readonly privacy: string | undefined;
}

/** Who calls, as far as the headers tell. Unreadable headers read as empty text; a call is never lost for them. */
export function remoteParty(headers: CallerHeaders): RemoteParty {
  const from = parseNameAddr(headers.from ?? '');
  const asserted = parseNameAddr(headers.assertedIdentity ?? '');
  const diverted = parseNameAddr(headers.diversion ?? '');
  const anonymous = wantsPrivacy(from, headers.privacy);
  const number = from?.user || asserted?.user || '';
  return {
    number,
    displayName: from?.displayName || (anonymous ? '' : asserted?.displayName) || '',
    // Who asked for privacy must not be shown by the back door (RFC 3325 §7).
    ...(asserted && !anonymous && asserted.user !== '' && asserted.user !== number
      ? { assertedNumber: asserted.user }
      : {}),
    ...(diverted && diverted.user !== '' ? { divertedFrom: diverted.user } : {}),
    anonymous,
  };
}

/** The number of ours that was called: the user part of To. */
export function dialledNumber({
  to,
  contactUser,
}: Pick<CallerHeaders, 'to' | 'contactUser'>): string | undefined {
  const user = parseNameAddr(to ?? '')?.user;
  return user === contactUser ? undefined : user || undefined;
}

/** A party of whom only the dialled target is known. */
export function dialledParty(uri: string): RemoteParty {
  return { number: parseNameAddr(uri)?.user ?? uri, displayName: '', anonymous: false };
}

function wantsPrivacy(from: NameAddr | undefined, privacy: string | undefined): boolean {
  const asked = (privacy ?? '')
    .toLowerCase()
    .split(/[;,]/)
    .map((value) => value.trim());
  if (asked.some((value) => value === 'id' || value === 'user' || value === 'header')) return true;
  return from?.host === 'anonymous.invalid' || from?.user.toLowerCase() === 'anonymous';
}
