import { afterAll, beforeAll } from 'vitest';
import { engineContract } from './engine-contract.ts';
import { type BenchBrowser, startBenchBrowser } from './page/serve.ts';
import { serversContract } from './subjects/servers.ts';
import { survivalContract } from './subjects/survival.ts';

let browser: BenchBrowser;
beforeAll(async () => {
  browser = await startBenchBrowser();
});
afterAll(() => browser?.stop());

for (const engine of ['jssip', 'sipjs'] as const) {
  engineContract(engine, () => browser, survivalContract, serversContract);
}
