import type { OwnersOf } from '../../../db/repositories/rights/owners.ts';
import type { Role } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Need, RecordKind } from '../../../shared/contract/need.ts';
import type { Permit } from '../../../shared/domain/rights/directory.ts';
import { may, ownersWithin } from '../../../shared/domain/rights/may.ts';
import type { Right } from '../../../shared/domain/rights/rights.ts';

/** Who asks. Without a permit nobody has said who he is. */
export interface Asker {
  readonly permit?: Permit | undefined;
  /** The screen is locked: he is still at work, but must say again who he is. */
  readonly locked: boolean;
}

export interface Guard {
  /** Judged before the input is looked at. @throws Failure `loginNeeded`, `screenLocked`, `noRight` */
  admit(need: Need, role: Role, asker: Asker): void;
  /** Judged by what exactly is asked. @throws Failure `noRight`, `outOfReach` */
  reach(need: Need, input: unknown, asker: Asker): void;
}

export interface GuardOptions {
  readonly ownersOf: OwnersOf;
  /** Somebody works with this right now, so that it is his for as long: a customer on the line. */
  readonly inHand: (kind: RecordKind, id: string) => boolean;
}

/** The one place where rights are enforced, for every request of every satellite. */
export function createGuard({ ownersOf, inHand }: GuardOptions): Guard {
  return {
    admit(need, role, { permit, locked }) {
      // The page that is the phone was let in at the door; who sits there changes nothing in what the line did.
      if (need.kind === 'entrance' || role === 'phone') return;
      if (need.kind === 'phone') throw new Failure('notAllowed');
      if (permit === undefined) throw new Failure('loginNeeded');
      if (locked && !(need.kind === 'atWork' && need.whileLocked)) throw new Failure('screenLocked');
      if (need.kind === 'right') needRight(permit, need.right);
    },
    reach(need, input, { permit }) {
      if (permit === undefined || need.kind === 'entrance' || need.kind === 'phone') return;
      const given = (typeof input === 'object' && input !== null ? input : {}) as Record<string, unknown>;
      for (const [field, right] of Object.entries(need.when ?? {})) {
        if (given[field] !== undefined && right !== undefined) needRight(permit, right);
      }
      if (need.kind !== 'right' || typeof need.judged === 'string') return;
      const { record, by } = need.judged;
      const id = given[by];
      if (typeof id !== 'string' || permit.grants[need.right] === 'all') return;
      const owners = ownersOf(record, id);
      if (owners === undefined || may(permit, need.right, owners) || inHand(record, id)) return;
      throw new Failure('outOfReach', { right: need.right });
    },
  };
}

function needRight(permit: Permit, right: Right): void {
  if (!may(permit, right)) throw new Failure('noRight', { right });
}

/** For the queries of lists, see `ownersWithin`. Without a permit nobody's records are meant. */
export const within = (asker: Asker, right: Right): ReadonlySet<string> | undefined =>
  asker.permit ? ownersWithin(asker.permit, right) : new Set();
