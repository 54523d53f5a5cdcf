// What is written into the form of a list, and what the core is asked with. Pure.
import type { Campaign, CampaignDraft, LeadSource } from '../../../../shared/contract/campaigns.ts';
import type { SegmentFilter } from '../../../../shared/contract/segments.ts';
import { DEFAULT_RULES, type Pace, type PacingRules } from '../../../../shared/domain/pacing/campaign.ts';
import { tidyFilter } from '../../state/segment-filter/tidy-filter.ts';

export const GOALS = ['calls', 'reached', 'agreed'] as const;
export type GoalKind = (typeof GOALS)[number];

export interface ListForm {
  readonly name: string;
  readonly source: SourceForm;
  readonly pace: Pace;
  readonly scriptId: string | null;
  readonly sharing: 'pool' | 'owners';
  readonly ownerIds: readonly string[];
  /** As typed: a number, or nothing. */
  readonly goal: Readonly<Record<GoalKind, number | ''>>;
  readonly rules: PacingRules;
}

/** Where prospects come from; what was chosen of one kind stays while another kind is looked at. */
export interface SourceForm {
  readonly kind: LeadSource['kind'];
  readonly filter: SegmentFilter;
  readonly segmentId: string | null;
  readonly ids: readonly string[];
}

export const sourceForm = (source?: LeadSource): SourceForm => ({
  kind: source?.kind ?? 'filter',
  filter: source?.kind === 'filter' ? source.filter : { relations: ['customer'] },
  segmentId: source?.kind === 'segment' ? source.segmentId : null,
  ids: source?.kind === 'contacts' ? source.ids : [],
});

export const newForm = (source?: LeadSource): ListForm => ({
  name: '',
  source: sourceForm(source),
  pace: 'preview',
  scriptId: null,
  sharing: 'pool',
  ownerIds: [],
  goal: { calls: '', reached: '', agreed: '' },
  rules: DEFAULT_RULES,
});

export const formOf = (campaign: Campaign): ListForm => ({
  ...newForm(),
  name: campaign.name,
  pace: campaign.pace,
  scriptId: campaign.scriptId ?? null,
  sharing: campaign.ownerIds.length === 0 ? 'pool' : 'owners',
  ownerIds: campaign.ownerIds,
  goal: {
    calls: campaign.goal.calls ?? '',
    reached: campaign.goal.reached ?? '',
    agreed: campaign.goal.agreed ?? '',
  },
  rules: campaign.rules,
});

/** Undefined while nothing is chosen. */
export function sourceOf({ kind, filter, segmentId, ids }: SourceForm): LeadSource | undefined {
  switch (kind) {
    case 'filter':
      return { kind, filter: tidyFilter(filter) };
    case 'segment':
      return segmentId === null ? undefined : { kind, segmentId };
    case 'contacts':
      return ids.length === 0 ? undefined : { kind, ids: [...ids] };
  }
}

export function draftOf(form: ListForm): CampaignDraft {
  const goal = Object.fromEntries(
    GOALS.flatMap((kind) => (form.goal[kind] === '' ? [] : [[kind, form.goal[kind]]])),
  );
  return {
    name: form.name.trim(),
    pace: form.pace,
    scriptId: form.scriptId,
    ownerIds: form.sharing === 'owners' ? [...form.ownerIds] : [],
    goal,
    rules: { ...form.rules, hours: [...form.rules.hours] } as CampaignDraft['rules'],
  };
}

export type FormError = 'name' | 'source' | 'owners' | 'hours' | 'noHours';

/** What keeps the list from being made, in the order of the form. `source`: prospects are part of the form. */
export function errorsOf(form: ListForm, withSource: boolean): FormError[] {
  const { hours } = form.rules;
  return [
    ...(form.name.trim() === '' ? (['name'] as const) : []),
    ...(withSource && !sourceOf(form.source) ? (['source'] as const) : []),
    ...(form.sharing === 'owners' && form.ownerIds.length === 0 ? (['owners'] as const) : []),
    ...(hours.some((day) => day && day.from >= day.to) ? (['hours'] as const) : []),
    ...(hours.every((day) => day === null) ? (['noHours'] as const) : []),
  ];
}
