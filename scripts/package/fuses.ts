// Reading back what electron-builder flipped: a fuse that stayed as it was would be noticed by nobody.
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

const { DISABLE, ENABLE, REMOVED } = FuseState;

/** As in electron-builder.yml. */
const WANTED: Array<[fuse: FuseV1Options, state: FuseState, name: string]> = [
  [FuseV1Options.RunAsNode, DISABLE, 'RunAsNode'],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, DISABLE, 'EnableNodeOptionsEnvironmentVariable'],
  [FuseV1Options.EnableNodeCliInspectArguments, DISABLE, 'EnableNodeCliInspectArguments'],
  [FuseV1Options.EnableCookieEncryption, ENABLE, 'EnableCookieEncryption'],
  [FuseV1Options.OnlyLoadAppFromAsar, ENABLE, 'OnlyLoadAppFromAsar'],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, ENABLE, 'EnableEmbeddedAsarIntegrityValidation'],
];

/**
 * @param program the packed program
 * @returns the names of the fuses that are not as wanted; one that Electron has removed is as wanted when it is to be off
 */
export async function wrongFuses(program: string): Promise<string[]> {
  const wire = await getCurrentFuseWire(program);
  return WANTED.filter(([fuse, state]) => {
    const now = wire[fuse];
    return now !== state && !(now === REMOVED && state === DISABLE);
  }).map(([, , name]) => name);
}
