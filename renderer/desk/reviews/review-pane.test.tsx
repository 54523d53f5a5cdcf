// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReviewView } from '../../../shared/contract/reviews.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { id, ME } from '../testing/sample.ts';
import { SAMPLE_CARD as CARD, REVIEW_DRAFT as DRAFT } from '../testing/sample-reviews.ts';
import { ReviewPane } from './review-pane.tsx';

const STEPS = [{ key: 's', atMs: 30_000, title: 'Need', scriptId: id(700), nodeId: 'need' }];
const PUBLISHED: ReviewView = {
  ...DRAFT,
  ...{ state: 'published', mine: false, judgements: { greets: { points: 1 }, asks: { points: 2 } } },
};
let core: FakeCore;
let version = 1;
const onPlay = vi.fn();
const onChanged = vi.fn();

function show(review: ReviewView, onNext?: () => void) {
  mount(
    core,
    <ReviewPane
      review={review}
      steps={STEPS}
      atMs={() => 12_345}
      onPlay={onPlay}
      onChanged={onChanged}
      onNext={onNext}
      onDone={() => undefined}
    />,
  );
}
const row = (name: string) => screen.getByRole('radiogroup', { name });
const press = (name: string, key: string, code = key) => fireEvent.keyDown(row(name), { key, code });

beforeEach(() => {
  prepareDom();
  version = 1;
  onPlay.mockClear();
  onChanged.mockClear();
  core = createFakeCore({
    'reviews.save': () => ({ version: ++version }),
    'reviews.publish': () => PUBLISHED,
    'reviews.choices': () => ({
      reviewers: [ME, { id: id(601), name: 'Sam' }],
      operators: [],
      scorecards: [],
    }),
    'reviews.second': () => ({ done: true }),
    'reviews.reply': () => PUBLISHED,
    'reviews.appeal': () => PUBLISHED,
    'reviews.decide': () => PUBLISHED,
  });
});
afterEach(unmount);

describe('a review that is written', () => {
  it('shows what the program found beside what the reviewer says, and the score as it goes', async () => {
    show(DRAFT);
    expect(row('Greets').textContent).toContain('Speaks after 5 s; at most 3 s');
    expect(screen.getByText(/^Held for 3:20 · Service, version 2/)).toBeTruthy();
    expect(within(row('Greets')).getByRole('radio', { name: 'No' }).getAttribute('aria-checked')).toBe(
      'true',
    );
    expect(screen.getByText('Failed')).toBeTruthy();
    press('Greets', '1');
    press('Asks', '2');
    // (1·1 + 3·0.5) / 4
    expect(await screen.findAllByText('63%')).toHaveLength(2);
    expect(row('Greets').textContent).toContain('Speaks after 5 s');
  });

  it('is filled by the keyboard alone, and kept as it is typed', async () => {
    show(DRAFT);
    row('Greets').focus();
    press('Greets', '1');
    press('Greets', 'Enter');
    expect(document.activeElement).toBe(row('Asks'));
    press('Asks', '4');
    press('Asks', 'ArrowLeft');
    press('Asks', 'ь', 'KeyM');
    press('Asks', 'c', 'KeyC');
    fireEvent.change(await screen.findByRole('textbox', { name: 'Comment on Asks' }), {
      target: { value: 'well' },
    });
    press('Asks', 'j', 'KeyJ');
    expect(onPlay).toHaveBeenCalledWith(30_000);
    press('Asks', 'ArrowUp');
    expect(document.activeElement).toBe(row('Greets'));
    await waitFor(() =>
      expect(core.inputs('reviews.save').at(-1)?.judgements).toEqual({
        greets: { points: 1, atMs: 5_000 },
        asks: { points: 3, atMs: 12_345, comment: 'well' },
      }),
    );
    press('Asks', '-', 'Minus');
    expect(within(row('Asks')).getByRole('radio', { name: 'n/a' }).getAttribute('aria-checked')).toBe('true');
    // What always applies cannot be left out, and points beyond the scale are none.
    press('Greets', '-', 'Minus');
    press('Greets', '7');
    expect(within(row('Greets')).getByRole('radio', { name: 'Yes' }).getAttribute('aria-checked')).toBe(
      'true',
    );
  });

  it('is published when everything is judged, with what was typed last', async () => {
    const onNext = vi.fn();
    show(DRAFT, onNext);
    expect(screen.getByRole('button', { name: 'Publish' })).toHaveProperty('disabled', true);
    press('Asks', '3');
    fireEvent.click(screen.getByRole('button', { name: 'Publish and next' }));
    await waitFor(() => expect(onNext).toHaveBeenCalled());
    expect(core.inputs('reviews.save')).toHaveLength(1);
    expect(core.inputs('reviews.publish')).toEqual([{ reviewId: DRAFT.id, version: 2 }]);
  });

  it('sends what waits when its page goes', async () => {
    show(DRAFT);
    press('Asks', '3');
    unmount();
    await waitFor(() => expect(core.inputs('reviews.save')).toHaveLength(1));
  });

  it('says that it is not kept, and keeps it on the screen', async () => {
    core.handle({ 'reviews.save': () => Promise.reject(new Error('no disk')) });
    show(DRAFT);
    press('Asks', '3');
    expect(await screen.findByText('Not saved')).toBeTruthy();
    expect(within(row('Asks')).getByRole('radio', { name: '3' }).getAttribute('aria-checked')).toBe('true');
  });
});

describe('a review that is read', () => {
  it('can be heard but not changed, and its operator answers and appeals', async () => {
    show({ ...PUBLISHED, aboutMe: true });
    press('Asks', '4');
    expect(within(row('Asks')).getByRole('radio', { name: '2' }).getAttribute('aria-checked')).toBe('true');
    press('Asks', 'j', 'KeyJ');
    expect(onPlay).toHaveBeenCalledWith(30_000);
    fireEvent.change(screen.getByLabelText('What is wrong with this review'), {
      target: { value: ' I did ' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Appeal' }));
    await waitFor(() =>
      expect(core.inputs('reviews.appeal')).toEqual([{ reviewId: DRAFT.id, reason: 'I did' }]),
    );
    expect(onChanged).toHaveBeenCalledWith(PUBLISHED);
  });

  it('is answered by letting it stand or by changing it, with the reason', async () => {
    show({ ...PUBLISHED, state: 'appealed', appeal: 'I did ask' });
    expect(screen.getByText('I did ask')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Let it stand' })).toHaveProperty('disabled', true);
    fireEvent.change(screen.getByLabelText('Answer to the appeal'), { target: { value: 'You did' } });
    fireEvent.click(screen.getByRole('button', { name: 'Change the review…' }));
    press('Asks', '4');
    expect(row('Asks').textContent).toContain('Was: 2');
    fireEvent.click(screen.getByRole('button', { name: 'Save the change' }));
    await waitFor(() =>
      expect(core.inputs('reviews.decide')).toEqual([
        {
          ...{ reviewId: DRAFT.id, note: 'You did' },
          judgements: { greets: { points: 1 }, asks: { points: 4 } },
        },
      ]),
    );
  });

  it('tells the score of before', () => {
    const before = { judgements: { asks: { points: 0 } }, percent: 25, failed: false };
    show({ ...PUBLISHED, state: 'decided', verdict: 'changed', verdictNote: 'Heard it', before, card: CARD });
    expect(screen.getByText('Score before the appeal: 25%, now: 63%')).toBeTruthy();
    expect(row('Asks').textContent).toContain('Was: 0');
  });

  it('is given to a second reviewer who did not make it', async () => {
    show(PUBLISHED);
    fireEvent.click(await screen.findByRole('combobox', { name: 'Second review' }));
    const options = await screen.findAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual(['Sam']);
    fireEvent.click(options[0] as HTMLElement);
    fireEvent.click(screen.getByRole('button', { name: 'Ask for it' }));
    await waitFor(() =>
      expect(core.inputs('reviews.second')).toEqual([{ reviewId: DRAFT.id, reviewerId: id(601) }]),
    );
  });
});
