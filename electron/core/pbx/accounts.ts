import { v7 as uuid } from 'uuid';
import type { Repositories, StoredAccount } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { PhoneAccount } from '../../../shared/contract/phone.ts';
import type { Account, settingsRequests } from '../../../shared/contract/settings.ts';
import { presetProfile } from '../../../shared/domain/pbx/presets.ts';
import { readServer } from '../../../shared/domain/pbx/server-address.ts';
import type { Context } from '../host/dispatch.ts';
import type { Vault } from './vault.ts';

type AccountRequests = Pick<
  typeof settingsRequests,
  'accounts.list' | 'accounts.save' | 'accounts.use' | 'accounts.remove'
>;

export interface AccountsOptions {
  readonly repositories: Repositories;
  readonly vault: Vault;
  /** The line in use, or something of it, changed. */
  readonly onLineChanged: () => void;
  readonly onListChanged: (accounts: Account[]) => void;
}

/** PBX accounts: kept without their passwords, which go sealed into a table of their own. */
export function createAccounts({ repositories, vault, onLineChanged, onListChanged }: AccountsOptions) {
  const list = (): Account[] => repositories.accounts.list().map(withoutSecrets);

  function changed(): void {
    onListChanged(list());
    onLineChanged();
  }

  function need(id: string): StoredAccount {
    const account = repositories.accounts.get(id);
    if (!account) throw new Failure('notFound');
    return account;
  }

  /** The account in use as the phone needs it, with its password. */
  async function line(): Promise<PhoneAccount | undefined> {
    const account = repositories.accounts.active();
    if (!account) return undefined;
    const password = await vault.get(account.secretRef);
    const credential = await vault.get(account.turnSecretRef);
    return {
      id: account.id,
      engine: account.engine,
      server: account.server,
      ...(account.backupServer === '' ? {} : { backupServer: account.backupServer }),
      login: account.login,
      password,
      domain: account.domain || new URL(account.server).hostname,
      displayName: account.displayName,
      iceServers: [
        ...(account.stun ? [{ urls: withScheme('stun', account.stun) }] : []),
        ...(account.turn
          ? [{ urls: withScheme('turn', account.turn), username: account.turnLogin, credential }]
          : []),
      ],
      dtmf: account.dtmf,
      iceTimeoutMs: account.iceTimeoutMs,
    };
  }

  const handlers: Handlers<AccountRequests, Context> = {
    'accounts.list': list,
    'accounts.save': async (draft) => {
      const before = draft.id === undefined ? undefined : need(draft.id);
      const server = needServer(draft.server);
      const backupServer = draft.backupServer.trim() === '' ? '' : needServer(draft.backupServer);
      const id = before?.id ?? uuid();
      const secretRef = await vault.put(draft.password, before?.secretRef);
      const turnSecretRef = await vault.put(draft.turnPassword, before?.turnSecretRef);
      repositories.accounts.save({
        id,
        label: draft.label || `${draft.login} · ${new URL(server).hostname}`,
        engine: draft.engine,
        server,
        login: draft.login.trim(),
        domain: draft.domain.trim(),
        displayName: draft.displayName,
        stun: draft.stun.trim(),
        turn: draft.turn.trim(),
        turnLogin: draft.turnLogin,
        backupServer,
        dtmf: draft.dtmf,
        iceTimeoutMs: draft.iceTimeoutMs,
        profile: draft.profile ?? before?.profile ?? presetProfile('asterisk'),
        training: before?.training ?? false,
        secretRef,
        turnSecretRef,
        active: true,
      });
      changed();
      return withoutSecrets(need(id));
    },
    'accounts.use': ({ id }) => {
      if (id !== null) need(id);
      repositories.accounts.use(id);
      changed();
      return DONE;
    },
    'accounts.remove': ({ id }) => {
      const { secretRef, turnSecretRef } = need(id);
      repositories.accounts.remove(id);
      vault.forget(secretRef);
      vault.forget(turnSecretRef);
      changed();
      return DONE;
    },
  };

  return { handlers, line, list, changed };
}

export type Accounts = ReturnType<typeof createAccounts>;

function withoutSecrets({ secretRef, turnSecretRef: _, ...account }: StoredAccount): Account {
  return { ...account, hasPassword: secretRef !== null };
}

/** @throws Failure `pbxAddressInvalid` */
function needServer(written: string): string {
  const server = readServer(written);
  if (server === undefined) throw new Failure('pbxAddressInvalid', { address: written.trim().slice(0, 100) });
  return server;
}

const withScheme = (scheme: 'stun' | 'turn', address: string) =>
  /^(stun|turn)s?:/i.test(address) ? address : `${scheme}:${address}`;
