import type { Span } from '../../recording/levels.ts';

/** Of the facts of a call, those that say when the operator held it. */
export interface HoldFact {
  readonly kind: string;
  readonly at: number;
  readonly by?: string | undefined;
}

/** When the operator held the call, from the beginning of a recording and within it. */
export function holdsOf(
  facts: readonly HoldFact[],
  { startedAt, durationMs }: { readonly startedAt: number; readonly durationMs: number },
): Span[] {
  const holds: Span[] = [];
  let since: number | undefined;
  const end = (at: number) => {
    if (since === undefined) return;
    const span = { fromMs: Math.max(0, since - startedAt), toMs: Math.min(durationMs, at - startedAt) };
    if (span.toMs > span.fromMs) holds.push(span);
    since = undefined;
  };
  for (const { kind, at, by } of facts) {
    if (kind === 'held' && by === 'operator') since ??= at;
    else if ((kind === 'resumed' && by === 'operator') || kind === 'ended') end(at);
  }
  end(startedAt + durationMs);
  return holds;
}
