import { createHash, randomBytes } from 'node:crypto';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { LoginSession } from '../../../shared/contract/users.ts';
import { aloneHere } from '../../../shared/domain/rights/built-in.ts';
import { type Permit, permitOf } from '../../../shared/domain/rights/directory.ts';
import type { Session } from '../host/session.ts';
import type { Asker } from '../rights/guard.ts';

/** A desk that is away for longer has to say again who sits there, ms. */
const RESUME_MS = 12 * 60 * 60_000;
const TICKET_MS = 60_000;

export interface Place {
  readonly id: string;
  readonly name: string;
}

export interface SeatOptions {
  readonly repositories: Pick<Repositories, 'users' | 'places' | 'logins' | 'settings'>;
  /** Whose machine it is: in his name it works when nobody is asked, or nobody is in. */
  readonly owner: Place;
  readonly now: () => number;
  readonly newId: () => string;
  /** Somebody came, went, locked or unlocked, or has other rights or another name. */
  readonly onChanged: () => void;
  /** The screen was locked a moment ago. */
  readonly onLocked: () => void;
  /** Who sat here goes; what he holds is still his. `next`: who comes in his place, if somebody does. */
  readonly onLeaving: (next: string | undefined) => void;
  /** Another person sits here, or nobody any more. */
  readonly onPerson: () => void;
}

export type Seat = ReturnType<typeof createSeat>;

const ASKED = 'users.asked';
const hash = (token: string): string => createHash('sha256').update(token).digest('hex');
const secret = (): string => randomBytes(24).toString('base64url');

/**
 * Who sits at this workstation: one person at a time, since it has one phone. Desks of the same person have a session each;
 * who logs in in another's place ends his. A session belongs to the channels that showed its token, and a token works once.
 */
export function createSeat(options: SeatOptions) {
  const { logins, settings, users, places } = options.repositories;
  const { now } = options;
  let asked = settings.get(ASKED) === true;
  /** Sessions by their id, with the channels that are in by them. */
  const inside = new Map<string, { readonly userId: string; readonly channels: Set<Session> }>();
  let sitting: string | undefined;
  let locked = false;
  let permit: Permit | undefined;
  const tickets = new Map<string, number>();
  /** Tokens that had their turn, for as long as this program runs; afterwards they are unknown, and refused as well. */
  const used = new Set<string>();

  const isIn = (channel: Session): boolean =>
    !asked || [...inside.values()].some(({ channels }) => channels.has(channel));

  function person(): Place {
    const name = sitting === undefined ? undefined : users.get(sitting)?.name;
    return sitting === undefined || name === undefined ? options.owner : { id: sitting, name };
  }

  function judge(): void {
    const directory = places.directory();
    permit = sitting === undefined ? undefined : permitOf(directory, sitting);
  }

  /** @param comeIn after whoever leaves has closed what is his, so that the next one hears nothing of it */
  function sit(userId: string | undefined, comeIn: () => void = () => {}): void {
    if (sitting === userId) {
      comeIn();
      judge();
      return;
    }
    options.onLeaving(userId);
    comeIn();
    sitting = userId;
    judge();
    options.onPerson();
  }

  function admit(id: string, userId: string, channel: Session): string {
    // Another one's place was taken: his sessions are over.
    for (const other of [...inside.entries()]) if (other[1].userId !== userId) drop(other[0], 'replaced');
    for (const open of logins.open()) if (open.userId !== userId) logins.end(open.id, 'replaced');
    const token = secret();
    logins.renew(id, hash(token));
    sit(userId, () => {
      const session = inside.get(id) ?? { userId, channels: new Set<Session>() };
      inside.set(id, session);
      session.channels.add(channel);
      channel.onClose(() => session.channels.delete(channel));
    });
    return token;
  }

  function drop(id: string, end: NonNullable<LoginSession['end']>): void {
    logins.end(id, end);
    inside.delete(id);
  }

  return {
    asked: () => asked,
    locked: () => locked,
    /** The id of `person()`; for whatever is asked often, and by the repositories themselves. */
    personId: (): string => sitting ?? options.owner.id,
    /** Who works here, in whose name everything is done. */
    person,
    /** Who works here, as far as this satellite may know. */
    nameTo: (session: Session): Place =>
      session.role === 'shell' || isIn(session) ? person() : { ...options.owner, name: '' },
    /** Somebody is here: the line may be used. */
    taken: () => !asked || sitting !== undefined,
    isIn,
    sessionOf: (channel: Session) => [...inside].find(([, { channels }]) => channels.has(channel))?.[0],

    asker(channel: Session): Asker {
      if (!asked) return { permit: aloneHere(options.owner.id), locked: false };
      // The shell is the machine's own, and acts for whoever sits here.
      const counts = channel.role === 'shell' || isIn(channel);
      return { permit: counts ? permit : undefined, locked };
    },

    /** The right password was given. @returns the token of the session */
    enter(userId: string, channel: Session): string {
      const id = options.newId();
      logins.begin({ id, userId, tokenHash: hash(secret()) });
      locked = false;
      logins.setLocked(userId, false);
      const token = admit(id, userId, channel);
      options.onChanged();
      return token;
    },
    /** @returns the next token; `undefined` for one that is unknown, `used` for one that had its turn */
    resume(token: string, channel: Session): string | 'used' | undefined {
      const known = logins.byToken(hash(token));
      if (known === undefined) return used.has(hash(token)) ? 'used' : undefined;
      if (now() - known.seenAt > RESUME_MS && !inside.has(known.id)) {
        drop(known.id, 'expired');
        return undefined;
      }
      // A reload is no way round the lock.
      locked = known.locked || (locked && sitting === known.userId);
      used.add(hash(token));
      const next = admit(known.id, known.userId, channel);
      options.onChanged();
      return next;
    },
    end(id: string, end: NonNullable<LoginSession['end']>): void {
      drop(id, end);
      if (inside.size === 0) {
        sit(undefined);
        locked = false;
      }
      options.onChanged();
    },
    endAllOf(userId: string): void {
      for (const open of logins.open()) if (open.userId === userId) drop(open.id, 'ended');
      if (inside.size === 0) sit(undefined);
      options.onChanged();
    },
    /** All sessions of this person but the one that this channel is in by. */
    endOthers(userId: string, channel: Session): void {
      for (const open of logins.open()) {
        if (open.userId === userId && !inside.get(open.id)?.channels.has(channel)) drop(open.id, 'ended');
      }
      options.onChanged();
    },
    setLocked(next: boolean): void {
      if (locked === next || sitting === undefined) return;
      locked = next;
      logins.setLocked(sitting, next);
      options.onChanged();
      if (next) options.onLocked();
    },
    /** Rights were changed: who is here has the new ones at once. */
    judgeAnew(): void {
      judge();
      if (sitting !== undefined && permit === undefined) {
        for (const id of [...inside.keys()]) drop(id, 'ended');
        sit(undefined);
      }
      options.onChanged();
    },
    setAsked(next: boolean): void {
      asked = next;
      settings.set(ASKED, next);
      if (!next) {
        inside.clear();
        locked = false;
        sit(undefined);
      }
      options.onChanged();
    },

    /** Lets the phone page of a desk in: it is no window of the shell's there. */
    ticket(): string {
      const ticket = secret();
      for (const [key, until] of tickets) if (until < now()) tickets.delete(key);
      tickets.set(hash(ticket), now() + TICKET_MS);
      return ticket;
    },
    redeem(ticket: string | null): boolean {
      if (!asked) return true;
      const key = hash(ticket ?? '');
      const until = tickets.get(key);
      tickets.delete(key);
      return until !== undefined && until >= now();
    },
  };
}
