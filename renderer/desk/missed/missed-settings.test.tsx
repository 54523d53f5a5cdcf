// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { MissedSettings } from './missed-settings.tsx';

let core: FakeCore;
beforeAll(prepareDom);
beforeEach(() => {
  core = createFakeCore();
  mount(core, <MissedSettings />);
});
afterEach(unmount);

describe('what is set for missed calls', () => {
  it('is the time to call back', async () => {
    const field = await screen.findByRole('textbox', { name: 'Call back within' });
    fireEvent.change(field, { target: { value: '45' } });
    fireEvent.blur(field);
    await waitFor(() =>
      expect(core.inputs('settings.save')).toEqual([{ missed: { deadlineMinutes: 45, leaseMinutes: 15 } }]),
    );
  });

  it('is which days the firm works', async () => {
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Saturday' }));
    await waitFor(() => expect(core.inputs('settings.save')).toHaveLength(1));
    expect(core.inputs('settings.save')[0]?.workHours?.map((hours) => hours !== null)).toEqual([
      ...Array(6).fill(true),
      false,
    ]);
  });
});
