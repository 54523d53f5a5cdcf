/** What stands between us and a customer in writing: signed binds, a draft does not yet, a terminated one no more. */
export const CONTRACT_STATES = ['draft', 'signed', 'terminated'] as const;
export type ContractState = (typeof CONTRACT_STATES)[number];

/** What happens between people past the telephone of this program. */
export const ENCOUNTER_KINDS = ['visit', 'meeting', 'letter', 'email', 'message', 'call'] as const;
export type EncounterKind = (typeof ENCOUNTER_KINDS)[number];

/** What the number of something is the number of. */
export const KEY_KINDS = ['purchase', 'contract', 'invoice'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];
