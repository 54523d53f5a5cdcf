import { fold, namesAgree } from './fold.ts';
import { type ContactPatch, type KnownContact, merge } from './merge.ts';
import type { ImportRow, RejectionCode } from './row.ts';

/** What to do with a row whose customer is known; the contract's `duplicates`. */
export type DuplicateMode = 'fillGaps' | 'skip' | 'overwrite' | 'ask';

/** Whom the base knows by what a row says; each list oldest first. Asked one by one, and only when it matters. */
export interface Candidates {
  /** Whose id the row gives; a row without one has nobody. */
  readonly byId?: KnownContact | undefined;
  /** The id that the row gives was never anybody's here. */
  readonly idIsFree?: boolean;
  /** Who has one of the row's numbers. */
  readonly byNumber: readonly KnownContact[];
  readonly byEmail: readonly KnownContact[];
  /** Same folded name; for a person with the same organisation, or without one with the same number kept as text. */
  readonly byName: readonly KnownContact[];
}

export type Plan =
  | { readonly fate: 'create' }
  | {
      readonly fate: 'merge';
      readonly into: KnownContact;
      readonly patch: ContactPatch | undefined;
      /** Whom this row stands for from now on: later rows of the file only add to these. */
      readonly touches: readonly string[];
    }
  | {
      /** Somebody is known by what the row says, and it says something else of him: a person decides. */
      readonly fate: 'ask';
      readonly into: KnownContact;
      readonly by: MatchedBy;
    }
  | { readonly fate: 'reject'; readonly reason: RejectionCode };

/** By what a row's customer was known. */
export type MatchedBy = 'id' | 'number' | 'email' | 'name';

const NO_NUMBER = { fate: 'reject', reason: 'noNumber' } as const;

const hasNumber = (row: ImportRow): boolean => row.phones.some((phone) => phone.e164 !== undefined);

/** It has something to be reached by, were it a number that is kept as text. */
const isReachable = (row: ImportRow): boolean => row.emails.length > 0 || row.phones.length > 0;

/** True for a row that can only be known by its name: such rows are planned after all others (see `planRow`). */
export const isNameOnly = (row: ImportRow): boolean => row.id === undefined && !isReachable(row);

/**
 * The fate of one row: to whom it belongs, and what it changes there.
 *
 * The id of an exported table names its customer. Otherwise the same number makes the same customer, then the same e-mail,
 * then, for a row without a number, the same name in the same organisation. One exception: a person of another name in the same organisation shares the company's line
 * and is somebody else. What is kept as text for want of a whole number makes nobody known: an extension is not his alone.
 * A row with neither any number nor e-mail only ever adds to a customer; with nobody to add to it is
 * refused (`noNumber`), unless an exported table brings it back with an id that is free here.
 *
 * Repeating an import changes nothing, provided that the rows of which `isNameOnly` is true come last: whoever took a
 * row in the first time is among its candidates the second time and already says everything, and of several candidates
 * one to whom the row is no news is preferred.
 *
 * @param touched contacts that an earlier row of this file made or stood for: the earlier row wins, later ones add
 */
export function planRow(
  row: ImportRow,
  candidates: Candidates,
  mode: DuplicateMode,
  touched: (id: string) => boolean,
): Plan {
  // Whoever asks wants to know of everything that is not as it stands here.
  const strict = mode === 'overwrite' || mode === 'ask';
  const patchFor = (known: KnownContact) =>
    merge(known, row, strict && !touched(known.id) ? 'overwrite' : 'fillGaps');
  const join = (into: KnownContact, by: MatchedBy): Plan => {
    const patch = mode === 'skip' ? undefined : patchFor(into);
    // A customer of this very file needs no decision: its rows complete each other.
    if (mode === 'ask' && patch !== undefined && !touched(into.id)) return { fate: 'ask', into, by };
    return { fate: 'merge', into, patch, touches: [into.id] };
  };
  const own = candidates.byId;
  if (own) return join(own, 'id');
  const settled = whoMayKnowAll(row, candidates).filter((known) => patchFor(known) === undefined);
  const touches = settled.map((known) => known.id);
  if (settled[0]) return { fate: 'merge', into: settled[0], patch: undefined, touches };

  const found = matching(row, candidates);
  if (found.length === 0)
    return isReachable(row) || candidates.idIsFree === true ? { fate: 'create' } : NO_NUMBER;
  const into = best(row, found);
  return join(into, knownBy(into, candidates));
}

function knownBy({ id }: KnownContact, candidates: Candidates): MatchedBy {
  const has = (list: readonly KnownContact[]) => list.some((known) => known.id === id);
  if (has(candidates.byNumber)) return 'number';
  return has(candidates.byEmail) ? 'email' : 'name';
}

/** Only somebody with the row's numbers can already say everything that it says, and so on down. */
function whoMayKnowAll(row: ImportRow, candidates: Candidates): readonly KnownContact[] {
  const list = hasNumber(row)
    ? candidates.byNumber
    : row.emails.length > 0
      ? candidates.byEmail
      : candidates.byName;
  return row.kind === 'organisation' ? list.filter((known) => known.kind === 'organisation') : list;
}

function matching(row: ImportRow, candidates: Candidates): readonly KnownContact[] {
  if (row.kind === 'organisation') {
    if (candidates.byName.length > 0) return candidates.byName;
    const lines = candidates.byNumber.filter((known) => known.kind === 'organisation');
    return lines.length > 0 ? lines : candidates.byEmail.filter((known) => known.kind === 'organisation');
  }
  for (const by of ['byNumber', 'byEmail'] as const) {
    const same = candidates[by].filter((known) => !sharesLine(known, row));
    if (same.length > 0) return same;
  }
  return hasNumber(row) ? [] : candidates.byName;
}

/** Somebody else behind the same company number or address: the organisation itself, or a colleague. */
function sharesLine(known: KnownContact, row: ImportRow): boolean {
  if (row.organisation === undefined) return false;
  const organisation = fold(row.organisation);
  if (known.kind === 'organisation') return fold(known.name) === organisation;
  return fold(known.organisationName ?? '') === organisation && !namesAgree(known.name, row.name);
}

/** The one with the same name, else with one that agrees, else the oldest. */
function best(row: ImportRow, found: readonly KnownContact[]): KnownContact {
  const name = fold(row.name);
  const chosen =
    found.find((known) => fold(known.name) === name) ??
    found.find((known) => namesAgree(known.name, row.name)) ??
    found[0];
  if (chosen === undefined) throw new Error('planRow: no candidate to choose from');
  return chosen;
}
