import type { RemoteParty } from '../call/fact.ts';
import { type Home, readNumber } from '../phone-number/index.ts';
import type { NumberReading } from '../phone-number/reading.ts';

/**
 * Which of the things that the signalling says is the caller's number. The asserted identity (RFC 3325) is the
 * network's own word, then From; some PBXs put the number into the display name. The first that reads as a number
 * wins; anonymity stays what it is.
 */
export function readCaller(remote: RemoteParty, home: Home): NumberReading {
  const said = [remote.assertedNumber, remote.number, remote.displayName].filter(
    // An empty display name is no wish to be hidden.
    (text): text is string => text !== undefined && text.trim() !== '',
  );
  const readings = said.map((text) => readNumber(text, home));
  const number = readings.find(({ kind }) => kind === 'e164' || kind === 'suffix' || kind === 'internal');
  if (number) return number;
  if (remote.anonymous) return { kind: 'anonymous' };
  return readings.find(({ kind }) => kind === 'anonymous') ?? readNumber(remote.number, home);
}

/** The operator dialled from a card: that customer is meant, whoever else has the number. */
export function preferDialled<I extends { readonly matches: ReadonlyArray<{ readonly contactId: string }> }>(
  identity: I,
  dialled: I['matches'][number],
): I {
  const others = identity.matches.filter(({ contactId }) => contactId !== dialled.contactId);
  return { ...identity, matches: [dialled, ...others] };
}
