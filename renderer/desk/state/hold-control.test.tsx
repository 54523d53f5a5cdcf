// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DONE } from '../../../shared/contract/common.ts';
import type { LegalHold } from '../../../shared/contract/holds.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { HOLD } from '../testing/sample-retention.ts';
import { HoldControl } from './hold-control.tsx';

const CALL = '01900000-0000-7000-8000-0000000000c1';
const { contactId: _customer, ...rest } = HOLD;
const OF_CALL: LegalHold = { ...rest, callId: CALL };

let core: FakeCore;
let holds: LegalHold[];
beforeAll(prepareDom);
beforeEach(() => {
  holds = [];
  core = createFakeCore({
    'holds.list': () => holds,
    'holds.place': () => {
      holds = [OF_CALL];
      return DONE;
    },
    'holds.release': () => {
      holds = [];
      return DONE;
    },
  });
  mount(core, <HoldControl callId={CALL} />);
});
afterEach(unmount);

const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));

describe('the hold on a call', () => {
  it('is placed with a reason, says who did it, and is lifted in two steps', async () => {
    await press('Keep from erasing…');
    const field = await screen.findByRole('textbox', { name: 'Reason' });
    expect(document.activeElement).toBe(field);
    expect(screen.getByRole('button', { name: 'Hold' })).toHaveProperty('disabled', true);
    fireEvent.change(field, { target: { value: 'Dispute' } });
    await press('Hold');
    await screen.findByText(/^Kept from erasing: Dispute about invoice 88 \(Irina/);
    expect(core.inputs('holds.place')).toEqual([{ callId: CALL, reason: 'Dispute' }]);
    expect(screen.queryByRole('button', { name: 'Keep from erasing…' })).toBeNull();

    await press('Lift the hold on Volga Bearings');
    expect(core.inputs('holds.release')).toEqual([]);
    await press('Lift the hold');
    await screen.findByRole('button', { name: 'Keep from erasing…' });
    expect(core.inputs('holds.release')).toEqual([{ id: HOLD.id }]);
  });

  it('is given up by Escape', async () => {
    await press('Keep from erasing…');
    fireEvent.keyDown(await screen.findByRole('textbox', { name: 'Reason' }), { key: 'Escape' });
    await screen.findByRole('button', { name: 'Keep from erasing…' });
    expect(core.inputs('holds.place')).toEqual([]);
  });

  it('of the whole customer is said, and lifted only where all holds are', async () => {
    holds = [HOLD];
    mount(core, <HoldControl callId={CALL} />);
    await screen.findByText(/^All of this customer is kept from erasing/);
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Lift/ })).toBeNull());
  });
});
