import type { Repositories } from '../../../db/repositories/index.ts';
import type { Identity } from '../../../shared/contract/calls.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { RemoteParty } from '../../../shared/domain/call/fact.ts';
import { preferDialled, readCaller } from '../../../shared/domain/identity/caller.ts';

/** Who is on the other side, with the reason for each candidate, the best first. `dialled`: from whose card. */
export function identify(
  remote: RemoteParty,
  repositories: Repositories,
  settings: Pick<Settings, 'country' | 'areaCode' | 'ownNumbers'>,
  dialled?: string,
): Identity {
  const reading = readCaller(remote, settings);
  const { ownNumbers } = settings;
  const identity: Identity = { reading, matches: repositories.lookup.byNumber(reading, { ownNumbers }) };
  const contact = dialled === undefined ? undefined : repositories.contacts.get(dialled);
  if (!contact) return identity;
  const { id: contactId, name, organisationName: organisation } = contact;
  const match = { contactId, name, reason: 'dialledFromCard' as const };
  return preferDialled(identity, { ...match, ...(organisation === undefined ? {} : { organisation }) });
}
