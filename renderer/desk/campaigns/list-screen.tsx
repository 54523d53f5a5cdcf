import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowLeft, IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import type { Campaign } from '../../../shared/contract/campaigns.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Screen } from '../../ui/index.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useSession } from '../state/session.tsx';
import { AddProspects } from './add-prospects.tsx';
import classes from './campaigns.module.css';
import { DueWords } from './due-words.tsx';
import { Goals, Worked } from './goals.tsx';
import { ListState } from './list-state.tsx';
import { ListVerbs } from './lists-overview.tsx';
import { type LeadFilter, NO_LEAD_FILTER, ProspectFilters } from './prospect-filters.tsx';
import { Prospects } from './prospects.tsx';
import { RulesSentence } from './rules-sentence.tsx';
import { useListActions } from './use-list-actions.ts';
import { useScripts } from './use-scripts.ts';

/** One list: how it stands, by which rules it is worked, and who is in it. */
export function ListScreen({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation(['campaigns', 'common']);
  const format = useFormat();
  const [filter, setFilter] = useState<LeadFilter>(NO_LEAD_FILTER);
  const [adding, setAdding] = useState(false);
  const openLists = useNavigation((navigation) => navigation.openLists);
  const openResults = useNavigation((navigation) => navigation.openResults);
  const { leads } = campaign.counts;
  return (
    <Screen
      flush
      title={campaign.name}
      aside={t('list.prospects', { count: leads, formatted: format.number(leads) })}
      actions={
        <>
          <Button
            variant="subtle"
            leftSection={<IconArrowLeft size={14} aria-hidden />}
            onClick={() => openLists({ kind: 'all' })}
          >
            {t('list.back')}
          </Button>
          <Button variant="default" onClick={() => openResults({ campaignId: campaign.id })}>
            {t('common:rail.results')}
          </Button>
          <Button variant="default" onClick={() => setAdding(true)}>
            {t('fill.verb')}
          </Button>
          <More campaign={campaign} />
        </>
      }
      toolbar={
        <>
          <Head campaign={campaign} />
          <ProspectFilters filter={filter} onChange={setFilter} />
        </>
      }
    >
      <Prospects campaign={campaign} filter={filter} onAdd={() => setAdding(true)} />
      <AddProspects campaign={campaign} opened={adding} onClose={() => setAdding(false)} />
    </Screen>
  );
}

function Head({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const scripts = useScripts();
  const users = useSession((session) => session.users);
  const script = scripts.find(({ id }) => id === campaign.scriptId)?.name;
  const owners = users.filter(({ id }) => campaign.ownerIds.includes(id)).map(({ name }) => name);
  return (
    <div className={classes.head}>
      <div className={classes.headWords}>
        <div className={classes.facts}>
          <ListState campaign={campaign} />
          <DueWords campaign={campaign} />
          <span>{t(`pace.${campaign.pace}`)}</span>
          <span>
            {campaign.ownerIds.length === 0
              ? t('list.pool')
              : t('list.sharedOut', { names: owners.join(', ') })}
          </span>
          {script !== undefined && <span>{t('list.script', { name: script })}</span>}
        </div>
        <RulesSentence rules={campaign.rules} />
        <ListVerbs campaign={campaign} />
      </div>
      <div className={classes.progress}>
        <Worked campaign={campaign} />
        <Goals campaign={campaign} />
      </div>
    </div>
  );
}

function More({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const openLists = useNavigation((navigation) => navigation.openLists);
  const { remove } = useListActions(campaign);
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon
          variant="default"
          size={30}
          aria-label={t('list.more', { name: campaign.name })}
          title={t('list.more', { name: campaign.name })}
        >
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => openLists({ kind: 'change', id: campaign.id })}>
          {t('change.verb')}
        </Menu.Item>
        <Menu.Item
          color="red"
          onClick={async () => {
            if (await remove()) openLists({ kind: 'all' });
          }}
        >
          {t('list.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
