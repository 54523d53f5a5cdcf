import { expect, it } from 'vitest';
import type { Registration } from '../../../shared/contract/phone.ts';
import { createUnknownHost } from './unknown-host.ts';

const unreachable: Registration = { accountId: 'a', state: 'reconnecting', problem: 'pbxUnreachable' };
const nobody = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
const noNetwork = Object.assign(new Error('ask later'), { code: 'EAI_AGAIN' });

function bench(server: string, answers: Array<Error | 'there'>) {
  const told: Array<string | undefined> = [];
  let asked = 0;
  const heard = createUnknownHost({
    serverOf: () => server,
    tell: ({ problem, state }) => told.push(problem ?? state),
    async resolve() {
      asked += 1;
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
    },
  });
  return {
    asked: () => asked,
    async say(registration: Registration) {
      heard(registration);
      await new Promise((resolve) => setTimeout(resolve));
      return told.splice(0);
    },
  };
}

it('says at once what is known, and the better word when it is there', async () => {
  const { say } = bench('wss://pbx.example.test:8089/ws', [nobody, nobody, 'there']);
  expect(await say(unreachable)).toEqual(['pbxUnreachable', 'pbxUnknownHost']);
  // Not to and fro at each attempt.
  expect(await say(unreachable)).toEqual(['pbxUnknownHost']);
  expect(await say(unreachable)).toEqual(['pbxUnknownHost', 'pbxUnreachable']);
  expect(await say({ accountId: 'a', state: 'registered' })).toEqual(['registered']);
});

it('makes no typing mistake of a missing network', async () => {
  const { say } = bench('wss://pbx.example.test/ws', [noNetwork]);
  expect(await say(unreachable)).toEqual(['pbxUnreachable']);
});

it('does not take back what was said meanwhile', async () => {
  const { say } = bench('wss://pbx.example.test/ws', [nobody]);
  const first = say(unreachable);
  const second = say({ accountId: 'a', state: 'registered' });
  expect([...(await first), ...(await second)].at(-1)).toBe('registered');
});

it('asks nobody about an address of numbers, and about a name that cannot be', async () => {
  for (const server of ['ws://127.0.0.1:9/ws', 'wss://[::1]/ws']) {
    const { say, asked } = bench(server, []);
    expect(await say(unreachable)).toEqual(['pbxUnreachable']);
    expect(asked()).toBe(0);
  }
  const { say, asked } = bench('wss://nosuchhost.invalid/ws', []);
  expect(await say(unreachable)).toEqual(['pbxUnreachable', 'pbxUnknownHost']);
  expect(asked()).toBe(0);
});
