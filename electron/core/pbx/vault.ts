import { v7 as uuid } from 'uuid';
import type { Repositories } from '../../../db/repositories/index.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Secrets } from './secrets.ts';

/** Sealed secrets by reference. Rows elsewhere hold only the reference. */
export interface Vault {
  /** Keeps a secret under a new reference, or the present one; `undefined` as secret keeps what there is. */
  put(secret: string | undefined, ref: string | null | undefined): Promise<string | null>;
  /** Empty when there is none. @throws Failure `secretsUnavailable` */
  get(ref: string | null): Promise<string>;
  forget(ref: string | null): void;
}

const keyOf = (ref: string) => `secret:${ref}`;

export function createVault(secrets: Secrets, store: Repositories['settings']): Vault {
  return {
    async put(secret, ref = null) {
      if (secret === undefined) return ref;
      const kept = ref ?? uuid();
      store.set(keyOf(kept), await secrets.seal(secret));
      return kept;
    },
    async get(ref) {
      const sealed = ref === null ? undefined : store.get(keyOf(ref));
      if (sealed === undefined) return '';
      if (typeof sealed !== 'string') throw new Failure('secretsUnavailable');
      return secrets.unseal(sealed);
    },
    forget(ref) {
      if (ref !== null) store.remove(keyOf(ref));
    },
  };
}
