import { useCallback } from 'react';
import type { Changed } from '../../../shared/contract/common.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Input, Output, RequestName } from '../../../shared/contract/index.ts';
import { useTranslation } from '../../i18n/index.ts';
import { toastFailure, toastUndo } from '../../ui/toast.tsx';
import { useCore } from './core.tsx';

export const asFailure = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure('internal', {}, { cause: error });

export type Ask = <K extends RequestName>(name: K, input: Input<K>) => Promise<Output<K> | undefined>;

/**
 * Asks the core and, when it refuses, says so in words at the edge of the screen and answers undefined.
 * For things that a person did; a screen that loads shows its failure in its own place instead.
 */
export function useAsk(): Ask {
  const core = useCore();
  const { t } = useTranslation('errors');
  return useCallback(
    async (name, input) => {
      try {
        return await core.request(name, input);
      } catch (error) {
        const failure = asFailure(error);
        toastFailure(t(failure.code, failure.params));
        return undefined;
      }
    },
    [core, t],
  );
}

/** After a change: says what was done and offers to take it back. */
export function useUndo(): (changed: Changed | undefined, message: string) => void {
  const ask = useAsk();
  const { t } = useTranslation('common');
  return useCallback(
    (changed, message) => {
      if (!changed) return;
      toastUndo(message, t('undo'), () => {
        void ask('changes.undo', { changeId: changed.changeId });
      });
    },
    [ask, t],
  );
}

/** A failure in words, for places that show it themselves. */
export function useFailureText(): (error: unknown) => string {
  const { t } = useTranslation('errors');
  return useCallback(
    (error) => {
      const failure = asFailure(error);
      return t(failure.code, failure.params);
    },
    [t],
  );
}
