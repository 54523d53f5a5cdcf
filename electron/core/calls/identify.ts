import type { Repositories } from '../../../db/repositories/index.ts';
import type { Identity, Match, NumberReading } from '../../../shared/contract/calls.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { RemoteParty } from '../../../shared/domain/call/fact.ts';
import { readNumber } from '../../../shared/domain/phone-number/index.ts';

type Reading = Pick<Settings, 'country' | 'areaCode'>;

/**
 * Which of the things that the signalling says is the caller's number. The asserted identity (RFC 3325) is the
 * network's own word, then From; some PBXs put the number into the display name. The first that reads as a number
 * wins; anonymity stays what it is.
 */
export function readCaller(remote: RemoteParty, home: Reading): NumberReading {
  const said = [remote.assertedNumber, remote.number, remote.displayName].filter(
    (text) => text !== undefined,
  );
  const readings = said.map((text) => readNumber(text, home));
  const number = readings.find(({ kind }) => kind === 'e164' || kind === 'suffix' || kind === 'internal');
  if (number) return number;
  if (remote.anonymous) return { kind: 'anonymous' };
  return readings.find(({ kind }) => kind === 'anonymous') ?? readNumber(remote.number, home);
}

/** Who is on the other side, with the reason for each candidate, the best first. */
export function identify(
  remote: RemoteParty,
  repositories: Repositories,
  settings: Pick<Settings, 'country' | 'areaCode' | 'ownNumbers'>,
): Identity {
  const reading = readCaller(remote, settings);
  return { reading, matches: repositories.lookup.byNumber(reading, { ownNumbers: settings.ownNumbers }) };
}

/** The operator dialled from a card: that customer is meant, whoever else has the number. */
export function preferDialled(identity: Identity, dialled: Match): Identity {
  const others = identity.matches.filter(({ contactId }) => contactId !== dialled.contactId);
  return { ...identity, matches: [dialled, ...others] };
}
