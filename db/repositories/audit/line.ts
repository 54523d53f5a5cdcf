import { createHash } from 'node:crypto';

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

/** As it stands in the base. */
export type KeptLine = ChainedLine & { readonly hash: string };

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
