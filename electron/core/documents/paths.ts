import { join } from 'node:path';

/** Where the bytes of a document lie, by what they are: the same ones are there once, whoever brought them. */
export const documentPath = (dir: string, sha256: string): string => {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('a document is named by its SHA-256');
  return join(dir, sha256.slice(0, 2), sha256);
};

/** What is still coming: no document, and thrown away by the next start. */
export const incomingDir = (dir: string): string => join(dir, 'incoming');
