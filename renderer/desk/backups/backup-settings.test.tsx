// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { BACKUPS } from '../testing/sample-backups.ts';
import { BackupSettings } from './backup-settings.tsx';
import { bytesIn } from './use-backups.ts';

let core: FakeCore;
beforeAll(prepareDom);
beforeEach(() => {
  core = createFakeCore();
  mount(core, <BackupSettings />);
});
afterEach(unmount);

const button = (name: string | RegExp) => screen.findByRole('button', { name });

describe('the settings of backups', () => {
  it('say how the latest went, and make another one', async () => {
    await screen.findByText(/6.4 GB/);
    fireEvent.click(await button('Back up now'));
    await waitFor(() => expect(core.inputs('backups.run')).toHaveLength(1));
  });

  it('show how far it is, and give it up', async () => {
    await button('Back up now');
    act(() =>
      core.emit('backups.changed', {
        ...BACKUPS,
        running: { what: 'backup', step: 'recordings', share: 0.4 },
      }),
    );
    await screen.findByText(/40 %/);
    fireEvent.click(await button('Cancel'));
    await waitFor(() => expect(core.inputs('backups.cancel')).toHaveLength(1));
  });

  it('say why the latest failed', async () => {
    await button('Back up now');
    act(() =>
      core.emit('backups.changed', {
        ...BACKUPS,
        last: { endedAt: 1, bytes: 0, addedBytes: 0, missing: 0, failure: 'diskFull' },
      }),
    );
    expect((await screen.findByRole('alert')).textContent).toMatch(/full/i);
  });

  it('bring one back after a look, with the key of paper where this machine does not have it', async () => {
    fireEvent.click(await button('Look'));
    const rows = await screen.findAllByRole('button', { name: /^Choose the backup of/ });
    fireEvent.click(rows[0] as HTMLElement);
    fireEvent.click(await button('Bring back with the next start'));
    await waitFor(() => expect(core.inputs('backups.restore')).toHaveLength(1));
    expect(core.inputs('backups.restore')[0]).not.toHaveProperty('recoveryKey');

    fireEvent.click(rows[3] as HTMLElement);
    fireEvent.change(await screen.findByLabelText('Recovery key'), { target: { value: 'ABC' } });
    fireEvent.click(await button('Bring back with the next start'));
    await waitFor(() => expect(core.inputs('backups.restore')[1]).toMatchObject({ recoveryKey: 'ABC' }));
  });
});

it('who may not administer is told so', async () => {
  core = createFakeCore({
    'backups.state': () => {
      throw new Failure('noRight', { right: 'firm.administer' });
    },
  });
  mount(core, <BackupSettings />);
  await screen.findByRole('alert');
});

it.each([
  [0, '0 kB'],
  [1_500, '2 kB'],
  [6_400_000_000, '6.4 GB'],
])('%d bytes are %s', (bytes, words) => {
  expect(bytesIn('en', bytes)).toBe(words);
});
