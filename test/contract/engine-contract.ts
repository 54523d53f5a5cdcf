import { describe } from 'vitest';
import type { PhoneAccount } from '../../shared/contract/phone.ts';
import { createHarness, type Harness } from './harness.ts';
import type { BenchBrowser } from './page/serve.ts';

/** What every engine must do in this subject, whichever library it is made of. */
export function engineContract(
  engine: PhoneAccount['engine'],
  browser: () => BenchBrowser,
  ...subjects: ((h: Harness) => void)[]
): void {
  describe(`the ${engine} engine`, () => {
    const harness = createHarness(engine, browser);
    for (const subject of subjects) subject(harness);
  });
}
