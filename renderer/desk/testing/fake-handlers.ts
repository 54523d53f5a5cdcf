import type { Input, Output, RequestName } from '../../../shared/contract/index.ts';

/** Answers of the double, as many as a test needs. */
export type FakeHandlers = {
  [K in RequestName]?: (input: Input<K>) => Output<K> | Promise<Output<K>>;
};
