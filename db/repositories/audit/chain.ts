import { createHash } from 'node:crypto';
import type { AuditVerdict } from '../../../shared/contract/audit.ts';
import { erasedBy, erasedMark } from '../../../shared/domain/erasure/erasure.ts';
import type { Sqlite } from '../../open.ts';
import { createErasedLines } from './erased.ts';
import { hashOf, type KeptLine } from './line.ts';

export interface Link {
  readonly seq: number;
  readonly prev: string;
}

const COLUMNS = `id, at, actor_id as actorId, kind, action, subject, subject_id as subjectId, detail`;
/** Lines from before there was a chain. Their order is that of their ids, which are their birth. */
const UNCHAINED = `select ${COLUMNS} from audit where hash is null order by id`;

/**
 * The chain of one node: its first line stands on the digest of what was there before, each other one on the hash of the
 * line before. Nodes have chains of their own, so that those of a team lie side by side and nobody waits for anybody.
 *
 * A line whose details were erased no longer shows what its own hash was made of. It counts as whole when the line of that
 * erasure, which is in the chain, attests to all that is left of it (`erased.ts`).
 */
export function createChain(sqlite: Sqlite, node: string) {
  const last = sqlite.prepare(
    'select seq, hash as prev from audit where node = +? order by seq desc limit 1',
  );
  const unchained = sqlite.prepare(UNCHAINED);
  const chained = sqlite.prepare(
    `select ${COLUMNS}, node, seq, prev, hash from audit where hash is not null order by node, seq`,
  );
  const marked = sqlite.prepare(
    `select ${COLUMNS}, node, seq, prev, hash from audit where hash is not null and detail = ? order by node, seq`,
  );

  function ground(): { readonly digest: string; readonly lines: number } {
    const hash = createHash('sha256');
    let lines = 0;
    for (const row of unchained.iterate()) {
      hash.update(JSON.stringify(row));
      lines += 1;
    }
    return { digest: hash.digest('hex'), lines };
  }

  return {
    ground: () => ground().digest,
    /** What the line of an erasure attests to: the lines that have lost their details to it, as they are now. */
    erasedDigest(erasureId: string): string {
      const erased = createErasedLines();
      for (const row of marked.iterate(erasedMark(erasureId))) erased.see(row as KeptLine);
      return erased.digestOf(erasureId);
    },
    /** Where the next line hangs. To be asked in the transaction that writes it. */
    next(): Link {
      const link = last.get(node) as Link | undefined;
      return link === undefined ? { seq: 1, prev: ground().digest } : { seq: link.seq + 1, prev: link.prev };
    },
    /** Walks through all chains. */
    verify(): AuditVerdict {
      const before = ground();
      const erased = createErasedLines();
      let lines = 0;
      let head: string | undefined;
      let first: KeptLine | undefined;
      let link: KeptLine | undefined;
      const verdict = () => ({ lines, unchained: before.lines });
      for (const row of chained.iterate()) {
        const line = row as KeptLine;
        erased.see(line);
        const because = faultOf(line, link);
        if (because !== undefined) return { ...verdict(), broken: faulty(line, because) };
        lines += 1;
        link = line;
        if (line.node !== node) continue;
        first ??= line;
        head = line.hash;
      }
      // What another node had before its chain is not here to be looked at.
      if (first !== undefined && !erased.isGround(first.prev, before.digest))
        return { ...verdict(), broken: faulty(first, 'earlier') };
      const unattested = erased.unattested();
      if (unattested !== undefined) return { ...verdict(), broken: faulty(unattested, 'content') };
      return { ...verdict(), ...(head === undefined ? {} : { head }) };
    },
  };
}

type Fault = NonNullable<AuditVerdict['broken']>['because'];

const faulty = ({ id, at, seq }: KeptLine, because: Fault) => ({ id, at, seq, because });

function faultOf(line: KeptLine, before: KeptLine | undefined): Fault | undefined {
  const first = before?.node !== line.node;
  if (line.seq !== (first ? 1 : before.seq + 1)) return 'gap';
  if (erasedBy(line.detail) === undefined && hashOf(line) !== line.hash) return 'content';
  return first || line.prev === before.hash ? undefined : 'order';
}
