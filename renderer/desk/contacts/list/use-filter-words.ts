import type { SegmentFilter } from '../../../../shared/contract/segments.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { tidyFilter } from '../../state/segment-filter/tidy-filter.ts';
import { useSession } from '../../state/session.tsx';

export interface FilterWord {
  readonly key: keyof SegmentFilter;
  /** `Stage: lead, customer` */
  readonly text: string;
}

/** The conditions of a filter in words, in the order of its fields. Search and kind are in sight by themselves. */
export function useFilterWords(given: SegmentFilter): FilterWord[] {
  const { t } = useTranslation(['contacts', 'campaigns']);
  const format = useFormat();
  const users = useSession((session) => session.users);
  const filter = tidyFilter(given);
  const named = (name: string, values: readonly string[] = []) =>
    values.length === 0 ? undefined : t('list.filterWord', { name, values: values.join(', ') });
  const { relations, stages, channels, region, field, tags, responsibleId, notContactedDays, own } = filter;
  const one = (value: string | undefined) => (value === undefined ? [] : [value]);
  const texts: [keyof SegmentFilter, string | undefined][] = [
    [
      'relations',
      named(
        t('field.relation'),
        relations?.map((value) => t(`relation.${value}`)),
      ),
    ],
    [
      'stages',
      named(
        t('field.stage'),
        stages?.map((value) => t(`stage.${value}`)),
      ),
    ],
    [
      'channels',
      named(
        t('field.channel'),
        channels?.map((value) => t(`channel.${value}`)),
      ),
    ],
    ['region', named(t('field.region'), one(region))],
    ['field', named(t('field.field'), one(field))],
    ['tags', named(t('field.tags'), tags)],
    [
      'responsibleId',
      named(
        t('field.responsible'),
        one(responsibleId && (users.find(({ id }) => id === responsibleId)?.name ?? '…')),
      ),
    ],
    [
      'notContactedDays',
      notContactedDays === undefined
        ? undefined
        : named(t('campaigns:filter.notContacted'), [format.number(notContactedDays)]),
    ],
    ['importId', filter.importId === undefined ? undefined : t('list.fromImport')],
    ['own', own?.length ? t('list.ownFilters', { count: own.length }) : undefined],
  ];
  return texts.flatMap(([key, text]) => (text === undefined ? [] : [{ key, text }]));
}
