export function ensureInstalled(options?: { log?: (line: string) => void }): Promise<void>;
export function explain(result: { code: number; stderr: string; error?: Error }): string;
