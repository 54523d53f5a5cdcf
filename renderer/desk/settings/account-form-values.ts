// The form of a PBX account: what it begins with, what can be wrong in it, and what is sent. Pure.
import type { UseFormReturnType } from '@mantine/form';
import type { PbxProfile } from '../../../shared/contract/agent.ts';
import { FeatureCodes } from '../../../shared/contract/agent.ts';
import type { Account, AccountDraft } from '../../../shared/contract/settings.ts';
import { presetProfile } from '../../../shared/domain/pbx/presets.ts';

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
  backupServer: string;
  dtmf: Account['dtmf'];
  /** Milliseconds; empty while it is being typed. */
  iceTimeoutMs: number | '';
  profile: PbxProfile;
}

export type AccountFormState = UseFormReturnType<AccountValues>;

export const ICE_LIMIT = { least: 100, most: 10_000, usual: 1_000 } as const;

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
  backupServer: '',
  dtmf: 'rfc4733',
  iceTimeoutMs: ICE_LIMIT.usual,
  profile: presetProfile('asterisk'),
};

/** Passwords never come back from the core: their fields begin empty, and stay empty to keep what is stored. */
export function valuesOf(account: Account): AccountValues {
  const { server, login, domain, label, displayName, engine, stun, turn, turnLogin } = account;
  const { backupServer, dtmf, iceTimeoutMs, profile } = account;
  return {
    ...NEW_ACCOUNT,
    ...{ server, login, domain, label, displayName, engine, stun, turn, turnLogin },
    ...{ backupServer, dtmf, iceTimeoutMs, profile },
  };
}

export function draftFrom(values: AccountValues, id: string | undefined): AccountDraft {
  const { password, turnPassword, engine, dtmf, iceTimeoutMs, profile, ...texts } = values;
  const trimmed = Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [key, value.trim()]),
  ) as typeof texts;
  return {
    ...trimmed,
    ...{ engine, dtmf },
    iceTimeoutMs: iceTimeoutMs === '' ? ICE_LIMIT.usual : iceTimeoutMs,
    profile: tidied(profile),
    ...(id === undefined ? {} : { id }),
    // A password may begin or end with a space.
    ...(password === '' ? {} : { password }),
    ...(turnPassword === '' ? {} : { turnPassword }),
  };
}

/** Reasons without a name are rows that nobody filled in. */
function tidied(profile: PbxProfile): PbxProfile {
  return {
    ...profile,
    pauseReasons: profile.pauseReasons
      .map(({ label, code }) => ({ label: label.trim(), code: code.trim() }))
      .filter(({ label }) => label !== ''),
  };
}

export type CodeName = keyof PbxProfile['codes'];

/** Codes as the operator looks for them, with the placeholder that each one needs. */
export const CODE_NAMES: ReadonlyArray<readonly [CodeName, 'number' | 'extension' | 'reason' | undefined]> = [
  ['voicemail', undefined],
  ['pickUp', 'extension'],
  ['doNotDisturbOn', undefined],
  ['doNotDisturbOff', undefined],
  ['forwardOn', 'number'],
  ['forwardOff', undefined],
  ['queueLogIn', undefined],
  ['queueLogOut', undefined],
  ['pause', 'reason'],
  ['resume', undefined],
  ['echoTest', undefined],
  ['listen', 'extension'],
  ['whisper', 'extension'],
  ['join', 'extension'],
];

/** Digits, `*`, `#`, letters, and the placeholder that this code has; empty: the PBX has no such thing. */
export function codeProblem(name: CodeName, code: string): 'codeBad' | undefined {
  if (!FeatureCodes.shape[name].safeParse(code).success) return 'codeBad';
  const own = CODE_NAMES.find(([other]) => other === name)?.[1];
  const placeholders = code.match(/\{\w+\}/g) ?? [];
  return placeholders.every((placeholder) => placeholder === `{${own}}`) ? undefined : 'codeBad';
}

/** Letters and digits: it goes into a number that is dialled. */
export const reasonProblem = (code: string): 'reasonBad' | undefined =>
  /^[0-9A-Z]{0,16}$/i.test(code.trim()) ? undefined : 'reasonBad';

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
