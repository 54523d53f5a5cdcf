import { Button } from '@mantine/core';
import { useCallback, useEffect } from 'react';
import type { Campaign, LeadRow } from '../../../shared/contract/campaigns.ts';
import { useTranslation } from '../../i18n/index.ts';
import { EmptyState, ROWS, VirtualList } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { type Rows, useRows } from '../state/use-rows.ts';
import type { LeadFilter } from './prospect-filters.tsx';
import { ProspectLine } from './prospect-line.tsx';

interface ProspectsProps {
  campaign: Campaign;
  filter: LeadFilter;
  onAdd: () => void;
}

/** Who is in the list, in the order in which they will be called. */
export function Prospects({ campaign, filter, onAdd }: ProspectsProps) {
  const { t } = useTranslation(['campaigns', 'common']);
  const rows = useLeads(campaign.id, filter);
  const opened = useNavigation((navigation) => navigation.opened);
  if (rows.failure) {
    return (
      <EmptyState
        title={t('prospect.failed')}
        action={<Button onClick={rows.reload}>{t('common:retry')}</Button>}
      />
    );
  }
  if (rows.loaded && rows.total === 0) {
    const filtered = filter.search.trim() !== '' || filter.state !== undefined;
    if (filtered) return <EmptyState title={t('prospect.nothing')} />;
    return (
      <EmptyState
        title={campaign.filling ? t('prospect.filling') : t('prospect.empty')}
        text={campaign.filling ? t('prospect.fillingText') : t('prospect.emptyText')}
        {...(campaign.filling ? {} : { action: <Button onClick={onAdd}>{t('fill.verb')}</Button> })}
      />
    );
  }
  return (
    <VirtualList
      label={t('prospect.label', { name: campaign.name })}
      items={rows.items}
      rowHeight={ROWS}
      keyOf={(lead) => lead.id}
      onRange={rows.onRange}
      renderRow={(lead) => (
        <ProspectLine
          lead={lead}
          campaign={campaign}
          selected={opened?.kind === 'contact' && opened.id === lead.contactId}
        />
      )}
    />
  );
}

function useLeads(campaignId: string, { search, state, end }: LeadFilter): Rows<LeadRow> {
  const core = useCore();
  const text = search.trim();
  const ask = useCallback(
    async (offset: number, limit: number) => {
      const { leads, total } = await core.request('campaigns.leads', {
        campaignId,
        ...(text === '' ? {} : { search: text }),
        ...(state === undefined ? {} : { state }),
        ...(end === undefined ? {} : { end }),
        offset,
        limit,
      });
      return { items: leads, total };
    },
    [core, campaignId, text, state, end],
  );
  const rows = useRows(ask);
  const { reload } = rows;
  useEffect(
    () => core.on('campaigns.changed', ({ ids }) => ids.includes(campaignId) && reload()),
    [core, campaignId, reload],
  );
  return rows;
}
