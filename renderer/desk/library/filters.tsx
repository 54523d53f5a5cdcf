import { Button, Checkbox } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { useTranslation } from '../../i18n/index.ts';
import { DaySpanFilter, FilterSelect, namedOptions, SearchField, Toolbar } from '../../ui/index.ts';
import { useNodeName, useOutcomes } from '../state/outcomes.tsx';
import { useMay } from '../state/seat.tsx';
import classes from './library.module.css';
import { EVERYTHING, isFiltered, LENGTHS, type LibraryQuery, moreChosen, SCORES, SILENCES } from './query.ts';

interface FiltersProps {
  readonly query: LibraryQuery;
  readonly choices: Output<'library.choices'> | undefined;
  readonly onChange: (query: LibraryQuery) => void;
}

/** What most look by stands in the first line; the rest unfolds. */
export function Filters({ query, choices, onChange }: FiltersProps) {
  const { t } = useTranslation('library');
  const [unfolded, setUnfolded] = useState(false);
  const outcomes = useOutcomes();
  const nameOf = useNodeName();
  const mayReadReviews = useMay('reviews.view');
  const more = moreChosen(query);
  const pick = (
    name: 'agentId' | 'campaignId' | 'accountId' | 'outcome' | 'direction' | 'length' | 'silence' | 'score',
    any: string,
    data: { value: string; label: string }[],
  ) => (
    <FilterSelect
      className={classes.pick}
      label={t(`filter.${name}`)}
      any={any}
      options={data}
      value={query[name]}
      onChange={(value) => onChange({ ...query, [name]: value })}
    />
  );
  return (
    <>
      <Toolbar>
        <SearchField
          className={classes.search}
          label={t('filter.search')}
          value={query.search}
          maxLength={200}
          onChange={(search) => onChange({ ...query, search })}
        />
        <DaySpanFilter
          className={classes.dates}
          label={t('filter.dates')}
          firstDay={query.firstDay}
          lastDay={query.lastDay}
          onChange={(span) => onChange({ ...query, ...span })}
        />
        {pick('agentId', t('filter.anyAgent'), namedOptions(choices?.agents))}
        {pick(
          'outcome',
          t('filter.anyOutcome'),
          outcomes.map((node) => ({ value: node.key, label: nameOf(node) })),
        )}
        <Button
          variant={more > 0 ? 'light' : 'default'}
          leftSection={<IconFilter size={14} aria-hidden />}
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          {more > 0 ? t('filter.moreCount', { count: more }) : t('filter.more')}
        </Button>
        {isFiltered(query) && (
          <Button variant="subtle" onClick={() => onChange(EVERYTHING)}>
            {t('filter.clear')}
          </Button>
        )}
      </Toolbar>
      {unfolded && (
        <Toolbar>
          {pick('campaignId', t('filter.anyCampaign'), namedOptions(choices?.campaigns))}
          {pick('accountId', t('filter.anyAccount'), namedOptions(choices?.lines))}
          {pick(
            'direction',
            t('filter.both'),
            (['inbound', 'outbound'] as const).map((value) => ({ value, label: t(`filter.${value}`) })),
          )}
          {pick(
            'length',
            t('filter.anyLength'),
            LENGTHS.map((value) => ({ value, label: t(`filter.${value}`) })),
          )}
          {pick(
            'silence',
            t('filter.anySilence'),
            SILENCES.map((value) => ({ value, label: t(`filter.${value}`) })),
          )}
          {mayReadReviews &&
            pick(
              'score',
              t('filter.anyScore'),
              SCORES.map((value) => ({ value, label: t(`filter.${value}`) })),
            )}
          <Checkbox
            className={classes.check}
            label={t('filter.commented')}
            checked={query.commented ?? false}
            onChange={(event) => onChange({ ...query, commented: event.currentTarget.checked || undefined })}
          />
        </Toolbar>
      )}
    </>
  );
}
