import { expect, test } from 'vitest';
import type { PhoneState, Registration } from '../../../shared/contract/phone.ts';
import { ACCOUNT } from '../testing/sample.ts';
import { readLine } from './line.ts';

const phone = (registration?: Partial<Registration>): PhoneState => ({
  attached: true,
  devices: [],
  microphone: 'granted',
  ...(registration ? { registration: { accountId: ACCOUNT.id, state: 'registered', ...registration } } : {}),
});
const read = (state: PhoneState | undefined, accounts = [ACCOUNT]) =>
  readLine({ connection: 'connected', phone: state, accounts }, 'Line');

test('ready means registered, and nothing less', () => {
  expect(read(phone({}))).toEqual({ kind: 'ready', line: 'Line 101' });
  expect(read(phone({ state: 'connecting' }))).toEqual({ kind: 'connecting', line: 'Line 101' });
  expect(read(phone())).toEqual({ kind: 'connecting', line: 'Line 101' });
});

test('why it is not ready', () => {
  expect(readLine({ connection: 'lost', phone: phone({}), accounts: [ACCOUNT] }, 'Line')).toEqual({
    kind: 'away',
  });
  expect(read(undefined)).toEqual({ kind: 'starting' });
  expect(read(phone(), [])).toEqual({ kind: 'none' });
  expect(read(phone({ state: 'refused', problem: 'wrongPassword' }))).toMatchObject({
    kind: 'refused',
    problem: 'wrongPassword',
  });
  expect(read(phone({ state: 'reconnecting', problem: 'pbxUnreachable', retryAt: 5 }))).toMatchObject({
    kind: 'retrying',
    retryAt: 5,
  });
});
