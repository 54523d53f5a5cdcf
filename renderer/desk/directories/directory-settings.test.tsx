// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { ACTIVE_DIRECTORY } from '../../../shared/domain/directory/ldap-server.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { DIRECTORIES } from '../testing/sample-directories.ts';
import { DirectorySettings } from './directory-settings.tsx';

let core: FakeCore;
beforeAll(prepareDom);
beforeEach(() => {
  core = createFakeCore();
  mount(core, <DirectorySettings />);
});
afterEach(unmount);

const button = (name: string | RegExp) => screen.findByRole('button', { name });

describe('the settings of directories', () => {
  it('say how each one goes, and compare one now', async () => {
    await screen.findByText(/12 added, 3 changed, 5 written there/);
    await screen.findByText(/Reading what changed: 1,250 of 5,000/);
    fireEvent.click(await button('Compare Cloud now'));
    await waitFor(() =>
      expect(core.inputs('directories.run')).toEqual([expect.objectContaining({ id: DIRECTORIES[0]?.id })]),
    );
  });

  it('ask before most of a directory goes', async () => {
    expect((await screen.findByRole('alert')).textContent).toMatch(/80 of 87/);
    fireEvent.click(await button('Accept the removals'));
    await waitFor(() =>
      expect(core.inputs('directories.run')).toEqual([{ id: DIRECTORIES[2]?.id, acceptRemovals: true }]),
    );
  });

  it('show both values of a conflict, and send the choice', async () => {
    await screen.findByText('Chief accountant');
    await screen.findByText('Financial director');
    fireEvent.click(await button('Take theirs: Role of Anna Petrova'));
    await waitFor(() =>
      expect(core.inputs('directories.choose')).toEqual([expect.objectContaining({ side: 'theirs' })]),
    );
  });

  it('try a connection before it is kept, and say what is wrong', async () => {
    fireEvent.click(await button('Add a directory'));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'LDAP' }));
    // One of the attributes, further down, has the same name.
    const field = async (name: RegExp) => (await screen.findAllByRole('textbox', { name }))[0] as HTMLElement;
    const type = async (name: RegExp, value: string) =>
      fireEvent.change(await field(name), { target: { value } });
    await type(/^Name/, 'House');
    await type(/^Address/, 'ldaps://ad');
    await type(/^Search base/, 'dc=x');
    fireEvent.click(await button('Test the connection'));
    await screen.findByText('It works. Entries: 5,000.');
    core.handle({
      'directories.test': () => {
        throw new Failure('directoryRefused');
      },
    });
    fireEvent.click(await button('Test the connection'));
    expect((await screen.findByRole('alert')).textContent).toMatch(/login or password/);
    fireEvent.click(await button('Save'));
    await waitFor(() =>
      expect(core.inputs('directories.save')).toEqual([
        expect.objectContaining({
          name: 'House',
          settings: expect.objectContaining({ kind: 'ldap', base: 'dc=x' }),
        }),
      ]),
    );
    expect(core.inputs('directories.save')[0]).not.toHaveProperty('password');
  });

  it('fill in what an Active Directory needs, and take it back', async () => {
    fireEvent.click(await button('Add a directory'));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'LDAP' }));
    const server = await screen.findByRole('combobox', { name: /^Server/ });
    const choose = async (name: string) => {
      fireEvent.click(server);
      fireEvent.click(await screen.findByRole('option', { name }));
    };
    const filter = () =>
      screen.getByRole<HTMLInputElement>('textbox', { name: /^Filter/, hidden: true }).value;
    await choose('Active Directory');
    expect(filter()).toBe(ACTIVE_DIRECTORY.filter);
    await choose('OpenLDAP and others');
    expect(filter()).toBe('');
  });

  it('keep the keyboard where the work is', async () => {
    const edit = await button('Change the directory Cloud');
    fireEvent.click(edit);
    expect(document.activeElement).toBe(await screen.findByRole('textbox', { name: /^Name/ }));
    fireEvent.click(await button('Back'));
    await waitFor(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Change the directory Cloud'),
    );
    fireEvent.click(await button('Remove the directory Cloud'));
    expect(document.activeElement).toBe(await button('Keep'));
    fireEvent.keyDown(document.activeElement as Element, { key: 'Escape' });
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Remove the directory Cloud');
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('remove one after a question', async () => {
    fireEvent.click(await button('Remove the directory Cloud'));
    fireEvent.click(await button('Keep'));
    expect(core.inputs('directories.remove')).toEqual([]);
    fireEvent.click(await button('Remove the directory Cloud'));
    fireEvent.click(await button('Remove'));
    await waitFor(() => expect(core.inputs('directories.remove')).toHaveLength(1));
  });

  it('say what will be here when there is none', async () => {
    await button('Add a directory');
    act(() => core.emit('directories.changed', []));
    await screen.findByText('No directory yet');
  });
});
