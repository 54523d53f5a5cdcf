import { describe, expect, it } from 'vitest';
import { AccountDraft } from '../../../shared/contract/settings.ts';
import { ACCOUNT } from '../testing/sample.ts';
import {
  codeProblem,
  draftFrom,
  iceProblem,
  isPlain,
  NEW_ACCOUNT,
  reasonProblem,
  serverProblem,
  valuesOf,
} from './account-form-values.ts';

describe('the form of an account', () => {
  it('never shows a password and keeps the stored one when none is written', () => {
    const values = valuesOf(ACCOUNT);
    expect(values.password).toBe('');
    const draft = draftFrom(values, ACCOUNT.id);
    expect(draft).not.toHaveProperty('password');
    expect(draft).not.toHaveProperty('turnPassword');
    expect(AccountDraft.safeParse(draft).success).toBe(true);
  });

  it('trims what people paste, but not passwords', () => {
    const draft = draftFrom({ ...NEW_ACCOUNT, server: ' wss://a.example \n', password: ' x ' }, undefined);
    expect(draft).toMatchObject({ server: 'wss://a.example', password: ' x ' });
    expect(draft).not.toHaveProperty('id');
  });
});

describe('serverProblem', () => {
  it.each([
    'wss://pbx.example.com:8089/ws',
    'ws://192.168.1.5:8088/ws',
    'pbx.example.com',
    ' pbx.example.com:8089/ws ',
  ])('takes %s', (address) => expect(serverProblem(address)).toBeUndefined());
  it.each(['https://pbx.example.com', 'wss://', 'wss://user@pbx.example.com', 'two words', 'sip:101@pbx'])(
    'asks about %s',
    (address) => expect(serverProblem(address)).toBe('serverBad'),
  );
  it('asks for one', () => expect(serverProblem('  ')).toBe('serverMissing'));
});

describe('isPlain', () => {
  it('warns of an open line to another machine only', () => {
    expect(isPlain('ws://pbx.example.com')).toBe(true);
    expect(isPlain('ws://127.0.0.1:5066')).toBe(false);
    expect(isPlain('wss://pbx.example.com')).toBe(false);
  });
});

describe('iceProblem', () => {
  it('takes the usual writings', () => {
    for (const stun of ['', 'stun:stun.example.com:3478', 'stun.example.com', 'stuns:[2001:db8::1]:5349']) {
      expect(iceProblem(stun, 'stun')).toBeUndefined();
    }
    expect(iceProblem('turn:turn.example.com:3478?transport=tcp', 'turn')).toBeUndefined();
  });
  it('tells a wrong one', () => {
    expect(iceProblem('turn:turn.example.com', 'stun')).toBe('stunBad');
    expect(iceProblem('https://turn.example.com', 'turn')).toBe('turnBad');
  });
});

describe('what the PBX understands', () => {
  it('goes there and back unchanged; rows that nobody filled in are left out', () => {
    const values = valuesOf(ACCOUNT);
    const reasons = [
      ...values.profile.pauseReasons,
      { label: '  ', code: '7' },
      { label: ' Call back ', code: ' 9 ' },
    ];
    const draft = draftFrom({ ...values, profile: { ...values.profile, pauseReasons: reasons } }, ACCOUNT.id);
    expect(draft.profile).toEqual({
      ...ACCOUNT.profile,
      pauseReasons: [...ACCOUNT.profile.pauseReasons, { label: 'Call back', code: '9' }],
    });
    expect(draft).toMatchObject({ backupServer: '', dtmf: 'rfc4733', iceTimeoutMs: 1_000 });
    expect(AccountDraft.safeParse(draft).success).toBe(true);
  });

  it.each([
    ['forwardOn', '*72{number}'],
    ['pickUp', '**{extension}#'],
    ['pause', '*46{reason}'],
    ['voicemail', ''],
    ['echoTest', '9196'],
  ] as const)('%s may be %s', (name, code) => expect(codeProblem(name, code)).toBeUndefined());

  it.each([
    ['forwardOn', '*72{extension}'],
    ['voicemail', '*97{number}'],
    ['doNotDisturbOn', 'sip:x@y'],
    ['pause', '*46{Reason}'],
    ['resume', '* 46'],
  ] as const)('%s may not be %s', (name, code) => expect(codeProblem(name, code)).toBe('codeBad'));

  it('asks for a code of a reason that can be dialled', () => {
    expect(reasonProblem('')).toBeUndefined();
    expect(reasonProblem('12a')).toBeUndefined();
    expect(reasonProblem('обед')).toBe('reasonBad');
  });
});
