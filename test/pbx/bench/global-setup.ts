import type { TestProject } from 'vitest/node';
import { startPbx, stopPbx } from './pbx.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Why there is no Asterisk on this machine; empty when there is one. */
    pbxMissing: string;
  }
}

const CI = Boolean(process.env.CI) && process.env.CI !== 'false';

/** One Asterisk for all files of the project. One that was up before stays up: it is somebody's. */
export default async function setup(project: TestProject): Promise<(() => void) | undefined> {
  const start = await startPbx();
  if ('up' in start) {
    project.provide('pbxMissing', '');
    return start.wasUp ? undefined : stopPbx;
  }
  // A machine that was asked to test everything must not pass without this.
  if (CI) throw new Error(start.missing);
  console.log('pbx: the tests against a real PBX are left out');
  project.provide('pbxMissing', start.missing);
  return undefined;
}
