import { describe, expect, test } from 'vitest';
import { CampaignDraft, LeadSource } from '../../../../shared/contract/campaigns.ts';
import { tidyFilter } from '../../state/segment-filter/tidy-filter.ts';
import { campaign } from '../../testing/sample-lists.ts';
import { draftOf, errorsOf, formOf, type ListForm, newForm, sourceOf } from './list-form.ts';

const form = (change: Partial<ListForm> = {}): ListForm => ({ ...newForm(), name: 'Autumn', ...change });

describe('the form of a list', () => {
  test('with its defaults and a name is what the core takes', () => {
    expect(errorsOf(form(), true)).toEqual([]);
    expect(CampaignDraft.parse(draftOf(form()))).toMatchObject({ name: 'Autumn', pace: 'preview', goal: {} });
    expect(LeadSource.parse(sourceOf(form().source))).toEqual({
      kind: 'filter',
      filter: { relations: ['customer'] },
    });
  });

  test('gives back the list that it was made of', () => {
    const list = campaign(1, { ownerIds: ['01936000-0000-7000-8000-000000000001'], goal: { agreed: 40 } });
    const { name, pace, ownerIds, goal, rules } = list;
    expect(draftOf(formOf(list))).toEqual({ name, pace, scriptId: null, ownerIds, goal, rules });
  });

  test('forgets owners that were chosen before the pool was', () => {
    const chosen = form({ sharing: 'pool', ownerIds: ['01936000-0000-7000-8000-000000000001'] });
    expect(draftOf(chosen).ownerIds).toEqual([]);
  });

  test('says what is missing, in the order of its fields', () => {
    const { rules, source } = form();
    const wrong = form({
      name: '  ',
      source: { ...source, kind: 'segment' },
      sharing: 'owners',
      rules: { ...rules, hours: [{ from: 600, to: 540 }, null, null, null, null, null, null] },
    });
    expect(errorsOf(wrong, true)).toEqual(['name', 'source', 'owners', 'hours']);
    expect(errorsOf(wrong, false)).not.toContain('source');
    const never = form({ rules: { ...rules, hours: [null, null, null, null, null, null, null] } });
    expect(errorsOf(never, true)).toEqual(['noHours']);
  });
});

describe('where prospects come from', () => {
  test('a filter without what was left empty', () => {
    expect(
      tidyFilter({ search: '  volga ', region: ' ', tags: [], stages: ['new'], notContactedDays: 30 }),
    ).toEqual({ search: 'volga', stages: ['new'], notContactedDays: 30 });
  });

  test('nobody as long as nothing is chosen', () => {
    const { source } = form();
    expect(sourceOf({ ...source, kind: 'contacts' })).toBeUndefined();
    expect(sourceOf({ ...source, kind: 'segment' })).toBeUndefined();
  });
});
