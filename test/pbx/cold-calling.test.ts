// The training list on a real Asterisk, with the same keys and against the same expectation as on the training line.
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { expectFewKeys, expectWritten } from '../support/training-list/check.ts';
import { type OpenShift, openShift } from '../support/training-list/open-shift.ts';
import { pbx } from './bench/pbx.ts';
import { settleProspects } from './town/residents.ts';
import { startTown, type Town } from './town/town.ts';

const EXTENSION = '101';

describe.skipIf(inject('pbxMissing'))('the training list on a real PBX, by keyboard alone', () => {
  let open: OpenShift;
  let town: Town;

  beforeAll(async () => {
    town = await startTown();
    settleProspects(town);
    const line = {
      server: pbx.ws,
      domain: pbx.address,
      login: EXTENSION,
      password: `secret${EXTENSION}`,
    };
    // Media by the loopback address, which a browser would not offer by itself.
    open = await openShift(line, [
      '--allow-loopback-in-peer-connection',
      '--disable-features=WebRtcHideLocalIpsWithMdns',
    ]);
  });
  afterAll(async () => {
    await open?.close();
    await town?.close();
  });

  it('is worked to its end: every outcome, answer, promise and retry time as written down', async () => {
    await open.shift.work();
    await expectWritten(open);
  }, 400_000);

  it('takes few keys from the hang-up of the commonest outcome to the next call', () => {
    expectFewKeys(open.shift);
  });
});
