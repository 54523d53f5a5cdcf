// @vitest-environment jsdom
import { waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { id } from '../testing/sample.ts';
import { MeasureRecordings } from './measuring.tsx';

const [FIRST, SECOND] = [id(1), id(2)];
let core: FakeCore;
let unmeasured: string[];

beforeEach(() => {
  prepareDom();
  unmeasured = [FIRST];
  core = createFakeCore({
    'calls.live': () => [],
    'library.unmeasured': () => {
      const recordingId = unmeasured.at(-1);
      return { left: unmeasured.length, ...(recordingId ? { recordingId } : {}) };
    },
    // Its file is gone: there is nothing to decode, which a page of tests could not.
    'library.readUnmeasured': () => {
      throw new Failure('recordingMissing');
    },
    'library.measured': ({ recordingId }) => {
      unmeasured = unmeasured.filter((other) => other !== recordingId);
      return { done: true };
    },
  });
});
afterEach(unmount);

it('measures a recording that came while it was busy with another', async () => {
  core.handle({
    'library.readUnmeasured': () => {
      if (!unmeasured.includes(SECOND) && unmeasured.includes(FIRST)) {
        unmeasured = [SECOND, ...unmeasured];
        core.emit('library.changed', { recordingIds: [SECOND] });
      }
      throw new Failure('recordingMissing');
    },
  });
  mount(core, <MeasureRecordings />);
  await waitFor(
    () =>
      expect(core.inputs('library.measured').map(({ recordingId }) => recordingId)).toEqual([FIRST, SECOND]),
    { timeout: 6_000 },
  );
});
