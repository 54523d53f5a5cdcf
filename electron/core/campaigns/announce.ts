/** Lists change with every call of everybody, and each event has them counted anew: at most twice a second. */
const GATHER_MS = 500;

/** Gathers which lists have changed. The first word comes at once, the next ones together. */
export function createAnnouncements(tell: (ids: string[]) => void) {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    timer = undefined;
    if (changed.size === 0) return;
    const ids = [...changed];
    changed.clear();
    timer = setTimeout(flush, GATHER_MS);
    tell(ids);
  }

  return {
    changed(ids: readonly string[]): void {
      for (const id of ids) changed.add(id);
      timer ??= setTimeout(flush, 0);
    },
    stop(): void {
      clearTimeout(timer);
    },
  };
}
