// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { AmiSettings } from './ami-settings.tsx';

let core: FakeCore;
beforeAll(prepareDom);
beforeEach(async () => {
  core = createFakeCore();
  mount(core, <AmiSettings />);
  const host = await screen.findByRole('textbox', { name: 'Address of the PBX' });
  fireEvent.change(host, { target: { value: '192.0.2.1' } });
});
afterEach(unmount);

describe('an Asterisk of one’s own', () => {
  it('is checked as it is typed, in words, before anything is saved', async () => {
    fireEvent.change(screen.getByLabelText('Secret'), { target: { value: 'hush' } });
    fireEvent.click(screen.getByRole('button', { name: 'Check' }));
    await screen.findByText('Manager interface: right');
    expect(screen.getByRole('status').textContent).toContain('There is no such file.');
    expect(core.inputs('missedPbx.check')).toMatchObject([{ host: '192.0.2.1', secret: 'hush', port: 5038 }]);
    expect(core.inputs('missedPbx.set')).toEqual([]);
  });

  it('is switched on with what was typed', async () => {
    fireEvent.click(screen.getByRole('switch', { name: 'Hear of missed calls from Asterisk' }));
    await waitFor(() =>
      expect(core.inputs('missedPbx.set')).toMatchObject([{ on: true, host: '192.0.2.1' }]),
    );
  });
});
