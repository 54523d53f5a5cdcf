import { Select } from '@mantine/core';
import {
  LEAD_ENDS,
  LEAD_STATES,
  type LeadEnd,
  type LeadState,
} from '../../../shared/domain/pacing/campaign.ts';
import { useTranslation } from '../../i18n/index.ts';
import { SearchField, Toolbar } from '../../ui/index.ts';
import classes from './campaigns.module.css';

export interface LeadFilter {
  readonly search: string;
  readonly state: LeadState | 'due' | undefined;
  /** Only of those who are done. */
  readonly end: LeadEnd | undefined;
}

export const NO_LEAD_FILTER: LeadFilter = { search: '', state: undefined, end: undefined };

const STATES = ['due', ...LEAD_STATES] as const;

export function ProspectFilters({
  filter,
  onChange,
}: {
  filter: LeadFilter;
  onChange: (filter: LeadFilter) => void;
}) {
  const { t } = useTranslation('campaigns');
  return (
    <Toolbar>
      <SearchField
        className={classes.search}
        label={t('prospect.search')}
        value={filter.search}
        maxLength={100}
        onChange={(search) => onChange({ ...filter, search })}
      />
      <Select
        className={classes.filter}
        aria-label={t('prospect.stateFilter')}
        placeholder={t('prospect.anyState')}
        clearable
        data={STATES.map((value) => ({ value, label: t(`prospect.state.${value}`) }))}
        value={filter.state ?? null}
        onChange={(value) => {
          const state = STATES.find((other) => other === value);
          onChange({ ...filter, state, end: state === 'done' ? filter.end : undefined });
        }}
      />
      <Select
        className={classes.filter}
        aria-label={t('prospect.endFilter')}
        placeholder={t('prospect.anyEnd')}
        clearable
        data={LEAD_ENDS.map((value) => ({ value, label: t(`prospect.end.${value}`) }))}
        value={filter.end ?? null}
        onChange={(value) => {
          const end = LEAD_ENDS.find((other) => other === value);
          onChange({ ...filter, end, state: end === undefined ? filter.state : 'done' });
        }}
      />
    </Toolbar>
  );
}
