import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { channelPair } from '../../../shared/channel/channel.ts';
import { createCoreClient } from '../../../shared/channel/client.ts';
import type { CoreClient } from '../../../shared/contract/client.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { VERSION } from '../../../shared/version.ts';
import { bundledFolders } from '../host/bundled.ts';
import { createCore } from '../host/core.ts';
import { createLog } from '../host/log.ts';
import { claimProfile } from '../host/single-core.ts';

export interface OpenCore {
  readonly client: CoreClient;
  /** Everything is on disk, and the lock still held: for what may be done to the files then. */
  close(): Promise<void>;
  release(): void;
}

/**
 * The core on this profile, for one command: same rules, same rights, same audit as from the screen. Nobody else may have it open.
 *
 * @throws Failure `alreadyRunning`, those of `createCore`, `loginNeeded`, `loginWrong`
 */
export async function openCore(dataDir: string, user: string | undefined): Promise<OpenCore> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const profile = claimProfile(dataDir);
  try {
    profile.announce({ pid: process.pid });
    const log = createLog(join(dataDir, 'logs'));
    const core = await createCore({
      dataDir,
      mode: 'browser',
      version: VERSION,
      empty: true,
      log,
      ...bundledFolders(),
    });
    const client = createCoreClient({
      open: async () => {
        const [mine, theirs] = channelPair();
        core.accept(theirs, 'desk');
        return mine;
      },
    });
    const close = async () => {
      client.close();
      await core.close();
      await log.close();
    };
    try {
      await enter(client, user);
    } catch (error) {
      await close();
      throw error;
    }
    return { client, close, release: () => profile.release() };
  } catch (error) {
    profile.release();
    throw error;
  }
}

async function enter(client: CoreClient, user: string | undefined): Promise<void> {
  const { asked } = await client.request('session.state', {});
  if (!asked) return;
  const password = process.env.RINGDESK_PASSWORD ?? '';
  if (user === undefined || password === '') throw new Failure('loginNeeded');
  await client.request('session.login', { name: user, password });
}
