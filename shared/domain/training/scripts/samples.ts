import type { SampleScript } from './build.ts';
import { coldCall } from './cold-call.ts';
import { supportLine } from './support-line.ts';

export type { SampleScript } from './build.ts';

/** What a first run brings, published, so that there is something to call with and to learn from. */
export const SAMPLE_SCRIPTS: readonly SampleScript[] = [coldCall, supportLine];
