import { createHash } from 'node:crypto';
import type { AuditVerdict } from '../../../shared/contract/audit.ts';
import type { Sqlite } from '../../open.ts';

/** What a line's hash covers: everything that somebody could wish to be otherwise. */
export interface ChainedLine {
  readonly id: string;
  readonly at: number;
  readonly actorId: string;
  readonly kind: string | null;
  readonly action: string;
  readonly subject: string;
  readonly subjectId: string | null;
  /** As it is kept: JSON text. */
  readonly detail: string;
  readonly node: string;
  readonly seq: number;
  readonly prev: string;
}

export interface Link {
  readonly seq: number;
  readonly prev: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** An array, so that no two lines read alike by where a field ends. */
export const hashOf = (line: ChainedLine): string =>
  sha256(
    JSON.stringify([
      line.node,
      line.seq,
      line.prev,
      line.id,
      line.at,
      line.actorId,
      line.kind,
      line.action,
      line.subject,
      line.subjectId,
      line.detail,
    ]),
  );

const COLUMNS = `id, at, actor_id as actorId, kind, action, subject, subject_id as subjectId, detail`;
/** Lines from before there was a chain. Their order is that of their ids, which are their birth. */
const UNCHAINED = `select ${COLUMNS} from audit where hash is null order by id`;

/**
 * The chain of one node: its first line stands on the digest of what was there before, each other one on the hash of the
 * line before. Nodes have chains of their own, so that those of a team lie side by side and nobody waits for anybody.
 */
export function createChain(sqlite: Sqlite, node: string) {
  const last = sqlite.prepare(
    'select seq, hash as prev from audit where node = +? order by seq desc limit 1',
  );
  const unchained = sqlite.prepare(UNCHAINED);
  const chained = sqlite.prepare(
    `select ${COLUMNS}, node, seq, prev, hash from audit where hash is not null order by node, seq`,
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
    /** Where the next line hangs. To be asked in the transaction that writes it. */
    next(): Link {
      const link = last.get(node) as Link | undefined;
      return link === undefined ? { seq: 1, prev: ground().digest } : { seq: link.seq + 1, prev: link.prev };
    },
    /** Walks through all chains. */
    verify(): AuditVerdict {
      const before = ground();
      let lines = 0;
      let head: string | undefined;
      let link: { node: string; seq: number; hash: string } | undefined;
      for (const row of chained.iterate()) {
        const { hash, ...line } = row as ChainedLine & { hash: string };
        const because = faultOf(line, hash, link, before.digest, node);
        if (because !== undefined) {
          const { id, at, seq } = line;
          return { lines, unchained: before.lines, broken: { id, at, seq, because } };
        }
        lines += 1;
        link = { node: line.node, seq: line.seq, hash };
        if (line.node === node) head = hash;
      }
      return { lines, unchained: before.lines, ...(head === undefined ? {} : { head }) };
    },
  };
}

function faultOf(
  line: ChainedLine,
  hash: string,
  before: { node: string; seq: number; hash: string } | undefined,
  ground: string,
  node: string,
): 'content' | 'order' | 'gap' | 'earlier' | undefined {
  const first = before?.node !== line.node;
  if (line.seq !== (first ? 1 : before.seq + 1)) return 'gap';
  if (hashOf(line) !== hash) return 'content';
  if (!first) return line.prev === before.hash ? undefined : 'order';
  // What another node had before its chain is not here to be looked at.
  return line.node === node && line.prev !== ground ? 'earlier' : undefined;
}
