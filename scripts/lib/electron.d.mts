export interface Electron {
  /** Absolute path of the program. */
  binary: string;
  /** Its folder. */
  dist: string;
  /** '45.4.1', or '' when it does not say. */
  version: string;
}
export function findElectron(env?: NodeJS.ProcessEnv): Electron | undefined;
export function downloadElectron(options: {
  log: (line: string) => void;
  retry?: boolean;
  timeLimitMs?: number;
}): Promise<string | undefined>;
export function displayObstacle(env?: NodeJS.ProcessEnv): string | undefined;
export function sandboxObstacle(electron: Electron): string | undefined;
export function electronSwitches(electron: Electron, env?: NodeJS.ProcessEnv): string[];
export function needsNodeForCore(electron: Electron): boolean;
export function electronEnv(electron: Electron, env?: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
