// The form of a PBX account: what it begins with, what can be wrong in it, and what is sent. Pure.
import type { Account, AccountDraft } from '../../../shared/contract/settings.ts';

export interface AccountValues {
  server: string;
  login: string;
  password: string;
  domain: string;
  label: string;
  displayName: string;
  engine: Account['engine'];
  stun: string;
  turn: string;
  turnLogin: string;
  turnPassword: string;
}

export const NEW_ACCOUNT: AccountValues = {
  server: '',
  login: '',
  password: '',
  domain: '',
  label: '',
  displayName: '',
  engine: 'jssip',
  stun: '',
  turn: '',
  turnLogin: '',
  turnPassword: '',
};

/** Passwords never come back from the core: their fields begin empty, and stay empty to keep what is stored. */
export function valuesOf(account: Account): AccountValues {
  const { server, login, domain, label, displayName, engine, stun, turn, turnLogin } = account;
  return { ...NEW_ACCOUNT, server, login, domain, label, displayName, engine, stun, turn, turnLogin };
}

export function draftFrom(values: AccountValues, id: string | undefined): AccountDraft {
  const { password, turnPassword, ...rest } = values;
  const trimmed = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, value.trim()]),
  ) as typeof rest;
  return {
    ...trimmed,
    ...(id === undefined ? {} : { id }),
    // A password may begin or end with a space.
    ...(password === '' ? {} : { password }),
    ...(turnPassword === '' ? {} : { turnPassword }),
  };
}

export type ServerProblem = 'serverMissing' | 'serverBad';

/** The core has the last word; this catches what a person can see at once. A host without a scheme means wss://. */
export function serverProblem(written: string): ServerProblem | undefined {
  const address = written.trim();
  if (address === '') return 'serverMissing';
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `wss://${address}`);
  return url && ['ws:', 'wss:'].includes(url.protocol) && url.hostname !== '' && url.username === ''
    ? undefined
    : 'serverBad';
}

/** Unencrypted to another machine. On this one nobody listens on the way. */
export function isPlain(written: string): boolean {
  const url = URL.parse(written.trim());
  return url?.protocol === 'ws:' && !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}

/** `stun:host`, `turn:host:port?transport=tcp`, or a bare host; '' for none. */
export function iceProblem(written: string, scheme: 'stun' | 'turn'): 'stunBad' | 'turnBad' | undefined {
  const address = written.trim();
  const pattern = new RegExp(
    `^(${scheme}s?:)?(\\[[0-9a-f:]+\\]|[^\\s:/?@]+)(:\\d{1,5})?(\\?transport=(udp|tcp))?$`,
    'i',
  );
  return address === '' || pattern.test(address) ? undefined : `${scheme}Bad`;
}
