import { afterAll, beforeAll } from 'vitest';
import { engineContract } from './engine-contract.ts';
import { type BenchBrowser, startBenchBrowser } from './page/serve.ts';
import { inboundContract } from './subjects/inbound.ts';
import { outboundContract } from './subjects/outbound.ts';
import { registrationContract } from './subjects/registration.ts';
import { talkContract } from './subjects/talk.ts';
import { unusualContract } from './subjects/unusual.ts';

let browser: BenchBrowser;
beforeAll(async () => {
  browser = await startBenchBrowser();
});
afterAll(() => browser?.stop());

for (const engine of ['jssip', 'sipjs'] as const) {
  engineContract(
    engine,
    () => browser,
    registrationContract,
    inboundContract,
    outboundContract,
    unusualContract,
    talkContract,
  );
}
