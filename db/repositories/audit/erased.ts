import { createHash, type Hash } from 'node:crypto';
import { erasedBy } from '../../../shared/domain/erasure/erasure.ts';
import { hashOf, type KeptLine } from './line.ts';

/** The action of the line that stands for an erasure. */
export const ERASURE_ACTION = 'contact.erase';

/** What such a line says beside its counts. */
interface Attested {
  readonly erasure?: string;
  readonly digest?: string;
  /** Of the lines from before the chain, when some of these lost their details too. */
  readonly groundBefore?: string;
  readonly groundAfter?: string;
}

/** Follows, over a walk through the chain, which lines have lost their details, and what the erasures attest to. */
export function createErasedLines() {
  const taken = new Map<string, { readonly first: KeptLine; readonly hash: Hash }>();
  const attested = new Map<string, string>();
  /** Digest of the ground after an erasure → before it. */
  const earlier = new Map<string, string>();
  const digestOf = (erasureId: string): string =>
    taken.get(erasureId)?.hash.copy().digest('hex') ?? createHash('sha256').digest('hex');

  return {
    see(line: KeptLine): void {
      const by = erasedBy(line.detail);
      if (by !== undefined) {
        const known = taken.get(by) ?? { first: line, hash: createHash('sha256') };
        // All of it but the details that are gone, and the hash by which the next line still hangs on it.
        known.hash.update(`${hashOf(line)}${line.hash}`);
        taken.set(by, known);
      }
      if (line.action !== ERASURE_ACTION) return;
      const { erasure = '', digest = '', groundBefore, groundAfter } = JSON.parse(line.detail) as Attested;
      attested.set(erasure, digest);
      if (groundBefore !== undefined && groundAfter !== undefined) earlier.set(groundAfter, groundBefore);
    },
    digestOf,
    /** Whether a chain may stand on `wanted` where the lines of before are `present` now. */
    isGround(wanted: string, present: string): boolean {
      const seen = new Set<string>();
      for (let at: string | undefined = present; at !== undefined && !seen.has(at); at = earlier.get(at)) {
        if (at === wanted) return true;
        seen.add(at);
      }
      return false;
    },
    /** The first line whose details are gone without a line that says so. */
    unattested(): KeptLine | undefined {
      for (const [erasure, { first }] of taken) if (attested.get(erasure) !== digestOf(erasure)) return first;
      return undefined;
    },
  };
}
