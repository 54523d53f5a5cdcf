import { afterAll, beforeAll } from 'vitest';
import { engineContract } from './engine-contract.ts';
import { type BenchBrowser, startBenchBrowser } from './page/serve.ts';
import { announcementContract } from './subjects/announcement.ts';
import { conferenceContract } from './subjects/conference.ts';
import { incomingContract } from './subjects/incoming.ts';
import { messageContract } from './subjects/message.ts';
import { traceContract } from './subjects/trace.ts';
import { transferContract } from './subjects/transfer.ts';
import { watchContract } from './subjects/watch.ts';

let browser: BenchBrowser;
beforeAll(async () => {
  browser = await startBenchBrowser();
});
afterAll(() => browser?.stop());

for (const engine of ['jssip', 'sipjs'] as const) {
  engineContract(
    engine,
    () => browser,
    transferContract,
    conferenceContract,
    incomingContract,
    messageContract,
    announcementContract,
    watchContract,
    traceContract,
  );
}
