import type { CallWarning } from '../../../shared/contract/quality.ts';

/** What is wrong with live calls now, for desks that come later. A call that is over has no troubles. */
export function createWarnings(tell: (warning: CallWarning) => void) {
  const standing = new Map<string, CallWarning>();
  return {
    set(warning: CallWarning): void {
      const key = `${warning.callId} ${warning.kind}`;
      if (warning.active) standing.set(key, warning);
      else standing.delete(key);
      tell(warning);
    },
    callOver(callId: string): void {
      for (const [key, warning] of standing) {
        if (warning.callId !== callId) continue;
        standing.delete(key);
        tell({ ...warning, active: false });
      }
    },
    /** For a desk that has just come. */
    tellAgain(): void {
      for (const warning of standing.values()) tell(warning);
    },
  };
}

export type Warnings = ReturnType<typeof createWarnings>;
