export function withLock<T>(
  file: string,
  work: () => Promise<T>,
  options?: { onWait?: (holderPid: number) => void },
): Promise<T>;
export function isAlive(pid: number): boolean;
