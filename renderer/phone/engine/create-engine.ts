import { createEngine } from './engine.ts';
import type { EngineFactory } from './port.ts';

/** The engine that the account wants. Its library is loaded now; the other one stays on the disk. */
export const engineFactory: EngineFactory = async (options) =>
  options.account.engine === 'sipjs'
    ? createEngine(options, (await import('./sipjs/stack.ts')).createSipjsStack)
    : createEngine(options, (await import('./jssip/stack.ts')).createJssipStack);
