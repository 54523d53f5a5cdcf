// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { CERTIFICATE } from '../testing/sample-erasures.ts';
import { certificateFile } from './certificate-file.ts';
import { Certificates } from './certificates.tsx';
import { ErasureDialog } from './erasure-dialog.tsx';
import { askToErase, closeErasure } from './store.ts';

const { contactId } = CERTIFICATE;
let core: FakeCore;
beforeAll(prepareDom);
beforeEach(() => {
  core = createFakeCore();
});
afterEach(() => {
  act(closeErasure);
  unmount();
});

const open = () => {
  mount(core, <ErasureDialog />);
  act(() => askToErase(contactId));
};
const erase = () => screen.findByRole('button', { name: 'Erase for good' });
const type = (name: string) =>
  fireEvent.change(screen.getByLabelText(/^To confirm, type the name/), { target: { value: name } });

describe('the erasure of a person', () => {
  it('says what goes and what stays and why, and begins only when the name is typed', async () => {
    open();
    expect(await erase()).toHaveProperty('disabled', true);
    expect(screen.getByText('Recordings with drawings').parentElement?.textContent).toMatch(/9$/);
    await screen.findByText(/another customer has it too/);
    await screen.findByText(/Backups of before still have the person/);
    await screen.findByText(/cannot be undone/);
    type('Anna');
    expect(await erase()).toHaveProperty('disabled', true);
    expect(core.inputs('erasures.erase')).toEqual([]);
    type('anna  petrova');
    fireEvent.click(screen.getByRole('checkbox', { name: /being called again/ }));
    fireEvent.click(await erase());
    await screen.findByText(CERTIFICATE.auditHash);
    expect(core.inputs('erasures.erase')).toEqual([
      { contactId, typed: 'anna  petrova', keepFromCalls: false },
    ]);
  });

  it('is refused in words, without a field to type in', async () => {
    core.handle({
      'erasures.look': () => ({
        ...{ name: 'Anna Petrova', counts: {}, stays: CERTIFICATE.stays },
        refused: 'erasureOpenCall',
      }),
    });
    open();
    expect((await screen.findByRole('alert')).textContent).toMatch(/on the line/);
    expect(screen.queryByRole('button', { name: 'Erase for good' })).toBeNull();
  });

  it('stays where it is when the core refuses at the last moment', async () => {
    core.handle({
      'erasures.erase': () => {
        throw new Failure('erasureHeld');
      },
    });
    open();
    await erase();
    type('Anna Petrova');
    fireEvent.click(await erase());
    await waitFor(() => expect(core.inputs('erasures.erase')).toHaveLength(1));
    expect(await erase()).toHaveProperty('disabled', false);
    expect(screen.queryByText(CERTIFICATE.auditHash)).toBeNull();
  });

  it('has its certificate again later, printed, and as news when the files are clean', async () => {
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
    mount(
      core,
      <>
        <Certificates />
        <ErasureDialog />
      </>,
    );
    fireEvent.click(await screen.findByRole('button', { name: /^Certificate of/ }));
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText(/Still being removed/);
    act(() => core.emit('erasures.changed', { ...CERTIFICATE, cleanedAt: CERTIFICATE.at }));
    await within(dialog).findByText(/are clean since/);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledOnce();
  });
});

it('the certificate as a file runs nothing and shows everything as text', () => {
  const html = certificateFile({
    ...{ title: 'T', text: '<script>alert(1)</script>', rows: [['By', '"><img src=x onerror=1>']] },
    ...{ goes: 'G', counts: [['Calls', 3]], staysTitle: 'S', stays: ['a & b'] },
  });
  const page = new DOMParser().parseFromString(html, 'text/html');
  expect(page.querySelectorAll('script, img, link, iframe')).toHaveLength(0);
  expect(page.querySelector('td')?.textContent).toBe('"><img src=x onerror=1>');
  expect(page.body.textContent).toContain('a & b');
});
