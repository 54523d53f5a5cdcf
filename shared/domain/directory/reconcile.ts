import {
  type DirectoryEntry,
  type EntryPhone,
  emailKey,
  TEXT_FIELDS,
  type TextField,
  tagKey,
} from './entry.ts';

export interface Sides {
  readonly ours: DirectoryEntry;
  readonly theirs: DirectoryEntry;
}

export interface FieldConflict {
  readonly field: TextField;
  readonly ours: string;
  readonly theirs: string;
}

export interface Reconciled extends Sides {
  readonly conflicts: readonly FieldConflict[];
  /** What is to be remembered as said by each side, for the next comparison. */
  readonly was: Sides;
}

/**
 * What both sides become, from what they say now and what each said when they were last compared. Each side is compared with
 * its own past, so what differed in peace (a name in another writing) goes on to. A field that both changed stays on both sides
 * as it is until a person has chosen; numbers, addresses and tags are sets, of which each piece is added and removed by itself.
 *
 * @param twoWay whether the directory may be written
 */
export function reconcile(now: Sides, was: Sides, twoWay: boolean): Reconciled {
  const conflicts: FieldConflict[] = [];
  const ours: Record<string, unknown> = { ...now.ours };
  const theirs: Record<string, unknown> = { ...now.theirs };
  const wasOurs: Record<string, unknown> = {};
  const wasTheirs: Record<string, unknown> = {};

  for (const field of TEXT_FIELDS) {
    const [own, other] = [now.ours[field], now.theirs[field]];
    const oursMoved = own !== was.ours[field];
    const theirsMoved = other !== was.theirs[field];
    if (own !== other && oursMoved && theirsMoved) {
      conflicts.push({ field, ours: own, theirs: other });
      wasOurs[field] = was.ours[field];
      wasTheirs[field] = was.theirs[field];
      continue;
    }
    if (theirsMoved && !(field === 'name' && other === '')) ours[field] = other;
    else if (oursMoved && twoWay) theirs[field] = own;
    wasOurs[field] = ours[field];
    // A directory that is only read keeps its own word, and ours stays ours.
    wasTheirs[field] = theirs[field];
  }

  const phones = reconcileSet(phonesOf(now), phonesOf(was), (phone) => phone.key, twoWay);
  const emails = reconcileSet(pick(now, 'emails'), pick(was, 'emails'), emailKey, twoWay);
  const tags = reconcileSet(pick(now, 'tags'), pick(was, 'tags'), tagKey, twoWay);
  const sets = (side: 'ours' | 'theirs') => ({
    phones: phones[side],
    emails: emails[side],
    tags: tags[side],
  });
  const nextOurs = { ...ours, ...sets('ours') } as unknown as DirectoryEntry;
  const nextTheirs = { ...theirs, ...sets('theirs') } as unknown as DirectoryEntry;
  return {
    ours: nextOurs,
    theirs: nextTheirs,
    conflicts,
    was: {
      ours: { ...nextOurs, ...wasOurs } as DirectoryEntry,
      theirs: { ...nextTheirs, ...wasTheirs } as DirectoryEntry,
    },
  };
}

/**
 * The past of two that meet for the first time: each gives what the other has not, and where both say something they differ in
 * peace. Nothing is taken away from either.
 */
export function firstSight({ ours, theirs }: Sides): Sides {
  const past = (own: DirectoryEntry, other: DirectoryEntry): DirectoryEntry => {
    const was: Record<string, unknown> = { ...own, phones: [], emails: [], tags: [] };
    for (const field of TEXT_FIELDS) if (own[field] !== '' && other[field] === '') was[field] = '';
    return was as unknown as DirectoryEntry;
  };
  return { ours: past(ours, theirs), theirs: past(theirs, ours) };
}

/** Do both say the same, so that nothing needs to be written? */
export const sameEntry = (one: DirectoryEntry, other: DirectoryEntry): boolean =>
  TEXT_FIELDS.every((field) => one[field] === other[field]) &&
  samePhones(one.phones, other.phones) &&
  sameSet(one.emails, other.emails, emailKey) &&
  sameSet(one.tags, other.tags, tagKey);

const samePhones = (one: readonly EntryPhone[], other: readonly EntryPhone[]): boolean =>
  sameSet(one, other, (phone) => phone.key);

function sameSet<T>(one: readonly T[], other: readonly T[], key: (item: T) => string): boolean {
  const [ones, others] = [new Set(one.map(key)), new Set(other.map(key))];
  return ones.size === others.size && [...ones].every((each) => others.has(each));
}

const phonesOf = ({ ours, theirs }: Sides) => ({ ours: ours.phones, theirs: theirs.phones });
const pick = ({ ours, theirs }: Sides, field: 'emails' | 'tags') => ({
  ours: ours[field],
  theirs: theirs[field],
});

interface SetSides<T> {
  readonly ours: readonly T[];
  readonly theirs: readonly T[];
}

function reconcileSet<T>(
  now: SetSides<T>,
  was: SetSides<T>,
  key: (item: T) => string,
  twoWay: boolean,
): SetSides<T> {
  const keys = (items: readonly T[]) => new Set(items.map(key));
  const [own, other] = [keys(now.ours), keys(now.theirs)];
  const [ownWas, otherWas] = [keys(was.ours), keys(was.theirs)];
  const goneHere = (item: T) => ownWas.has(key(item)) && !own.has(key(item));
  const goneThere = (item: T) => otherWas.has(key(item)) && !other.has(key(item));
  const newHere = now.ours.filter((item) => !ownWas.has(key(item)) && !other.has(key(item)));
  const newThere = now.theirs.filter((item) => !otherWas.has(key(item)) && !own.has(key(item)));
  return {
    // What was added here meanwhile is not what they removed.
    ours: [...now.ours.filter((item) => !(goneThere(item) && ownWas.has(key(item)))), ...newThere],
    theirs: twoWay
      ? [...now.theirs.filter((item) => !(goneHere(item) && otherWas.has(key(item)))), ...newHere]
      : now.theirs,
  };
}

/**
 * The past after `written` went into the directory: what was said there then is said by both. What else either side has said since
 * is still news.
 */
export function afterWriting(
  was: Sides,
  ours: DirectoryEntry,
  found: DirectoryEntry,
  written: DirectoryEntry,
): Sides {
  const next = {
    ours: { ...was.ours } as Record<string, unknown>,
    theirs: { ...was.theirs } as Record<string, unknown>,
  };
  for (const field of TEXT_FIELDS) {
    if (written[field] === found[field]) continue;
    next.ours[field] = ours[field];
    next.theirs[field] = written[field];
  }
  const moved = <T>(
    side: readonly T[],
    from: readonly T[],
    to: readonly T[],
    key: (item: T) => string,
  ): T[] => {
    const has = (items: readonly T[], item: T) => items.some((each) => key(each) === key(item));
    const added = to.filter((item) => !has(from, item) && !has(side, item));
    const isRemoved = (item: T) => has(from, item) && !has(to, item);
    return [...side.filter((item) => !isRemoved(item)), ...added];
  };
  for (const side of ['ours', 'theirs'] as const) {
    next[side].phones = moved(was[side].phones, found.phones, written.phones, (phone) => phone.key);
    next[side].emails = moved(was[side].emails, found.emails, written.emails, emailKey);
    next[side].tags = moved(was[side].tags, found.tags, written.tags, tagKey);
  }
  return next as unknown as Sides;
}
