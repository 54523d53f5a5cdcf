import type { Home } from '../../shared/domain/phone-number/index.ts';
import type { Db } from '../open.ts';

/** What the repositories need from outside: clock, ids, who acts, where the firm is at home. */
export interface Context {
  /** UTC ms. */
  readonly now: () => number;
  /** UUIDv7. */
  readonly newId: () => string;
  /** The user in whose name changes are made. Read at each use: people take turns at a machine. */
  readonly actorId: () => string;
  /** Read at each use, so that a change of the setting takes effect at once. */
  readonly home: () => Home;
}

export interface Deps extends Context {
  readonly db: Db;
}
