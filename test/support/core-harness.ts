import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { createCore } from '../../electron/core/host/core.ts';
import { silentLog } from '../../electron/core/host/log.ts';
import type { Core, CoreOptions } from '../../electron/core/host/options.ts';
import { channelPair } from '../../shared/channel/channel.ts';
import { createCoreClient } from '../../shared/channel/client.ts';
import type { CoreClient, PhoneCommandHandlers } from '../../shared/contract/client.ts';
import type { Role } from '../../shared/contract/define.ts';
import { phoneCommands } from '../../shared/contract/index.ts';
import type { FactBody, RemoteParty } from '../../shared/domain/call/fact.ts';

/** A core on a fresh profile in memory's reach: no pages, no network, channels in this process. */
export async function startCore(
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-core-')),
  options: Partial<CoreOptions> = {},
): Promise<{
  core: Core;
  dataDir: string;
  connect(role: Role, phone?: PhoneCommandHandlers): CoreClient;
}> {
  const core = await createCore({
    dataDir,
    mode: 'browser',
    version: '0.0.0-test',
    empty: true,
    log: silentLog,
    ...options,
  });
  return {
    core,
    dataDir,
    connect: (role, phone) =>
      createCoreClient({
        open: async () => {
          const [mine, theirs] = channelPair();
          core.accept(theirs, role);
          return mine;
        },
        ...(phone ? { phone } : {}),
      }),
  };
}

/** A phone without SIP: states the facts that a test wants, remembers what it was told. */
export class ScriptedPhone {
  readonly commands: Array<{ name: string; input: unknown }> = [];
  readonly phoneId = uuid();
  /** What the world does when the phone obeys; may reject as an engine does. */
  onCommand: (name: string, input: never) => void | Promise<void> = () => {};
  private readonly client: CoreClient;

  constructor(connect: (role: Role, phone: PhoneCommandHandlers) => CoreClient) {
    const handlers = Object.fromEntries(
      Object.keys(phoneCommands).map((name) => [
        name,
        async (input: unknown) => {
          this.commands.push({ name, input });
          await this.onCommand(name, input as never);
        },
      ]),
    );
    this.client = connect('phone', handlers as unknown as PhoneCommandHandlers);
  }

  attach(liveCallIds: string[] = [], recordingCallIds = liveCallIds) {
    return this.client.request('phone.attach', { phoneId: this.phoneId, liveCallIds, recordingCallIds });
  }

  async register(): Promise<void> {
    await this.client.request('phone.registration', { accountId: 'a', state: 'registered' });
  }

  async ring(remote: Partial<RemoteParty>, at = Date.now()): Promise<string> {
    const callId = uuid();
    await this.say(
      callId,
      {
        kind: 'incoming',
        accountId: 'a',
        remote: { number: '', displayName: '', anonymous: false, ...remote },
      },
      at,
    );
    return callId;
  }

  /** The first fact of a call that the core asked for. */
  async dialing(callId: string, number: string, at = Date.now()): Promise<void> {
    const remote = { number, displayName: '', anonymous: false };
    await this.say(callId, { kind: 'dialing', accountId: 'a', remote }, at);
  }

  /** The newest command of this name. */
  told<T>(name: string): T | undefined {
    return this.commands.findLast((command) => command.name === name)?.input as T | undefined;
  }

  async say(callId: string, fact: FactBody, at = Date.now()): Promise<void> {
    await this.client.request('phone.fact', { fact: { ...fact, callId, at } as never });
  }

  get core(): CoreClient {
    return this.client;
  }

  leave(): void {
    this.client.close();
  }
}
