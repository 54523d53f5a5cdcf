// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Scorecard } from '../../../shared/domain/review/scorecard.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { id } from '../testing/sample.ts';
import {
  SAMPLE_CARD as CARD,
  REVIEW_DRAFT as DRAFT,
  REVIEW_ROW as ROW,
  REVIEW_TASK as TASK,
} from '../testing/sample-reviews.ts';
import { ReviewsScreen } from './reviews-screen.tsx';

const NEXT = { ...TASK, id: id(501), recordingId: id(102), operatorName: 'Boris Petrov' };
let core: FakeCore;
const player = ({ row }: { row: { recordingId: string } }) => <p>playing {row.recordingId}</p>;

beforeEach(() => {
  prepareDom();
  core = createFakeCore({
    'reviews.queue': () => ({
      tasks: [TASK, NEXT],
      appeals: [{ ...ROW, state: 'appealed', operatorName: 'Clara Weiss' }],
      more: false,
    }),
    'reviews.choices': () => ({ reviewers: [], operators: [], scorecards: [] }),
    'reviews.begin': () => ({ reviewId: DRAFT.id }),
    'reviews.get': () => DRAFT,
    'reviews.fill': () => ({ looked: 9, added: 2 }),
    'reviews.skip': () => ({ id: TASK.id, changeId: id(999) }),
    'reviews.list': () => ({ rows: [ROW], more: false }),
    'reviews.agreement': () => ({
      ...{ talks: 4, kappa: 0.61, apart: 12.5 },
      criteria: [{ id: 'asks', title: 'Asks', pairs: 4, same: 0.75 }],
    }),
    'library.get': () => Promise.reject(new Error('not for you')),
    'talkRuns.account': () => [],
    'scorecards.list': () => [
      {
        ...{ id: id(900), version: 3, name: 'Service', archived: false, updatedAt: 1, criteria: 2 },
        ...{ draftChanged: true, published: { versionId: id(901), number: 2, at: 1 } },
      },
    ],
    'scorecards.draft': () => ({ id: id(900), version: 3, name: 'Service', card: CARD }),
    'scorecards.create': () => ({ id: id(902), changeId: id(903) }),
    'scorecards.versions': () => [],
    'talkScripts.list': () => [],
  });
});
afterEach(unmount);

describe('the queue', () => {
  it('tells why each talk is there, appeals first, and skips one with a way back', async () => {
    mount(core, <ReviewsScreen player={player} />);
    const lines = await screen.findAllByRole('button', { name: /Clara|Anna Orlova.*Held|Boris.*Held/ });
    expect(lines.map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('Appealed'),
      expect.stringContaining('Held for 3:20 · By chance'),
      expect.stringContaining('Boris Petrov'),
    ]);
    fireEvent.click(screen.getAllByRole('button', { name: /^Skip the talk of Anna/ })[0] as HTMLElement);
    expect(await screen.findByText('Talk skipped')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Choose talks' }));
    expect(await screen.findByText('2 talks were added')).toBeTruthy();
  });

  it('opens a talk with its card, the first open criterion under the keys, and reads it without the sound', async () => {
    mount(core, <ReviewsScreen player={player} />);
    fireEvent.click(await screen.findByRole('button', { name: /Anna Orlova.*Held/ }));
    const asks = await screen.findByRole('radiogroup', { name: 'Asks' });
    expect(document.activeElement).toBe(asks);
    expect(core.inputs('reviews.begin')).toEqual([{ recordingId: TASK.recordingId }]);
    expect(await screen.findByText(/The recording is not here any more/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Publish and next' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(await screen.findByRole('button', { name: /^Boris Petrov/ })).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'To review' }));
  });
});

const tab = async (name: string) => fireEvent.click(await screen.findByRole('radio', { name }));

describe('the other parts', () => {
  it('list what was published', async () => {
    mount(core, <ReviewsScreen player={player} />);
    await tab('Reviews');
    const line = await screen.findByRole('button', { name: /Anna Orlova/ });
    expect(line.textContent).toContain('63%');
  });

  it('say how far reviewers agree, and a dash where chance leaves nothing to tell', async () => {
    mount(core, <ReviewsScreen player={player} />);
    await tab('Agreement');
    expect(await screen.findByText('0.61')).toBeTruthy();
    expect(screen.getByRole('row', { name: 'Asks 4 75% –' })).toBeTruthy();
  });

  it('duplicate a card under ids of its own', async () => {
    mount(core, <ReviewsScreen player={player} />);
    await tab('Scorecards');
    fireEvent.click(await screen.findByRole('button', { name: 'Duplicate Service' }));
    await waitFor(() => expect(core.inputs('scorecards.create')[0]?.name).toBe('Copy of Service'));
    const card = core.inputs('scorecards.create')[0]?.card as Scorecard | undefined;
    expect(card?.groups[0]?.title).toBe('Opening');
    expect(card?.groups[0]?.id).not.toBe('opening');
  });
});
