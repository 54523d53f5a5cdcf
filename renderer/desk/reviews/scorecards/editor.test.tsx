// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Scorecard } from '../../../../shared/domain/review/scorecard.ts';
import { prepareDom } from '../../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../../testing/fake-core.ts';
import { mount, unmount } from '../../testing/mount.tsx';
import { id } from '../../testing/sample.ts';
import { SAMPLE_CARD as CARD } from '../../testing/sample-reviews.ts';
import { Editor } from './editor.tsx';

let core: FakeCore;
let version = 3;
beforeEach(() => {
  prepareDom();
  version = 3;
  core = createFakeCore({
    'scorecards.draft': () => ({ id: id(900), version, name: 'Service', card: CARD }),
    'scorecards.save': () => ({ id: id(900), changeId: id(901), version: ++version }),
    'scorecards.publish': () => ({
      ...{ id: id(900), version: ++version, name: 'Service', archived: false, updatedAt: 1, criteria: 2 },
      ...{ draftChanged: false, published: { versionId: id(902), number: 4, at: 1 } },
    }),
    'scorecards.versions': () => [
      { id: id(902), scorecardId: id(900), number: 3, name: 'Service', at: 1, remark: 'milder' },
    ],
    'talkScripts.list': () => [],
  });
});
afterEach(unmount);

const saved = (): Scorecard | undefined => core.inputs('scorecards.save').at(-1)?.card as Scorecard;
const titles = () => saved()?.groups.map(({ criteria }) => criteria.map(({ title }) => title));
/** The form's; the preview has a radio group of the same name. */
const criterion = (name: string) => screen.getByRole('group', { name });

async function open() {
  mount(core, <Editor id={id(900)} onClose={() => undefined} />);
  await screen.findByRole('group', { name: 'Greets' });
}

describe('the editor', () => {
  it('moves criteria by buttons and by Alt with an arrow, and the focus goes along', async () => {
    await open();
    fireEvent.click(screen.getByRole('button', { name: 'Move up: Asks' }));
    await waitFor(() => expect(titles()).toEqual([['Asks', 'Greets']]));
    expect(screen.getByRole('button', { name: 'Move up: Asks' })).toHaveProperty('disabled', true);
    const title = within(criterion('Asks')).getByRole('textbox', { name: 'Criterion' });
    title.focus();
    fireEvent.keyDown(title, { key: 'ArrowDown', altKey: true });
    await waitFor(() => expect(titles()).toEqual([['Greets', 'Asks']]));
    expect(criterion('Asks').contains(document.activeElement)).toBe(true);
  });

  it('adds, weighs and removes, and shows at once what a reviewer will see', async () => {
    await open();
    const preview = within(screen.getByRole('region', { name: 'Preview' }));
    fireEvent.change(within(criterion('Asks')).getByRole('textbox', { name: 'Weight' }), {
      target: { value: '7' },
    });
    fireEvent.click(within(criterion('Asks')).getByRole('checkbox', { name: 'May not apply' }));
    await waitFor(() =>
      expect(saved()?.groups[0]?.criteria[1]).toMatchObject({ weight: 7, mayNotApply: false }),
    );
    expect(preview.queryByRole('radio', { name: 'n/a' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Remove: Greets' }));
    fireEvent.click(screen.getByRole('button', { name: 'Add a criterion' }));
    await waitFor(() => expect(titles()).toEqual([['Asks', '']]));
    fireEvent.click(preview.getByRole('radio', { name: '4' }));
    expect(preview.getByText('100%', { selector: 'span:first-child' })).toBeTruthy();
  });

  it('does not publish what cannot be judged by, and says what is missing', async () => {
    await open();
    fireEvent.click(screen.getByRole('button', { name: 'Add a criterion' }));
    fireEvent.click(screen.getByRole('button', { name: 'Publish' }));
    expect((await screen.findByRole('alert')).textContent).toContain('A criterion has no name.');
    expect(core.inputs('scorecards.publish')).toEqual([]);
  });

  it('publishes what was typed last, and goes on from the version that it made', async () => {
    await open();
    fireEvent.change(screen.getByRole('textbox', { name: 'Name' }), { target: { value: 'Sales' } });
    fireEvent.click(screen.getByRole('button', { name: 'Publish' }));
    await waitFor(() =>
      expect(core.inputs('scorecards.publish')).toEqual([{ id: id(900), version: 4, remark: '' }]),
    );
    expect(core.inputs('scorecards.save')).toMatchObject([{ version: 3, name: 'Sales' }]);
    fireEvent.change(screen.getByRole('textbox', { name: 'Name' }), { target: { value: 'Sales 2' } });
    await waitFor(() => expect(core.inputs('scorecards.save').at(-1)).toMatchObject({ version: 5 }));
    expect(screen.getByText(/Version 3.*milder/)).toBeTruthy();
  });
});
