export const USAGE: string;
export interface StartOptions {
  help: boolean;
  mode: 'auto' | 'browser' | 'desktop';
  port?: number;
  /** Absolute. */
  data?: string;
  empty: boolean;
}
export function parseStartArgs(argv: string[], cwd: string): StartOptions;
