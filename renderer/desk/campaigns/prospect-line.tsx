import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPhone } from '@tabler/icons-react';
import type { Campaign, LeadRow } from '../../../shared/contract/campaigns.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { formatPhone } from '../../ui/index.ts';
import list from '../../ui/list-line.module.css';
import { useDialerActions } from '../state/dialer-actions.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useNow } from '../state/now.ts';
import { useSession } from '../state/session.tsx';
import classes from './campaigns.module.css';
import { PRIORITIES, useLeadChanges } from './use-lead-changes.ts';
import { useResultText } from './use-result-text.ts';
import { useStandingOf } from './use-standing-of.ts';

interface ProspectLineProps {
  lead: LeadRow;
  campaign: Campaign;
  selected: boolean;
}

/** A prospect: who, at which number, what came of it so far, and why not now. */
export function ProspectLine({ lead, campaign, selected }: ProspectLineProps) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const now = useNow(60_000);
  const resultText = useResultText();
  const standing = useStandingOf(lead);
  const openContact = useNavigation((navigation) => navigation.openContact);
  const { take } = useDialerActions();
  const mayTake = lead.state === 'waiting' && campaign.state === 'running';
  const last =
    lead.lastAttemptAt === undefined
      ? ''
      : [lead.lastResult && resultText(lead.lastResult), format.moment(lead.lastAttemptAt, now)]
          .filter(Boolean)
          .join(', ');
  return (
    <div className={`${list.line} ${classes.row}`} data-selected={selected}>
      <button
        type="button"
        className={list.main}
        data-row-main
        aria-current={selected ? 'true' : undefined}
        onClick={() => openContact(lead.contactId)}
      >
        <span className={classes.who}>
          <span className={list.name}>
            {lead.priority !== 0 && (
              <span className={classes.priority} title={t('prospect.priority', { priority: lead.priority })}>
                {`${lead.priority > 0 ? '+' : '−'}${Math.abs(lead.priority)} `}
              </span>
            )}
            {lead.contactName}
          </span>
          <span className={list.firm}>{lead.organisationName}</span>
        </span>
        <span className={`${classes.cell} ${classes.number}`}>
          {lead.phoneDisplay ?? (lead.phone && formatPhone(lead.phone))}
        </span>
        <span
          className={`${classes.cell} ${classes.attempts}`}
          title={t('prospect.attempts', { count: lead.attempts })}
        >
          <span aria-hidden>{lead.attempts}</span>
          <span className="rd-sr">{t('prospect.attempts', { count: lead.attempts })}</span>
        </span>
        <span className={`${classes.cell} ${classes.result}`} title={last}>
          {last}
        </span>
        <span className={classes.why} data-tone={standing.tone} title={standing.words}>
          {standing.words}
        </span>
      </button>
      <span className={classes.rowVerbs}>
        <ActionIcon
          variant="subtle"
          size={28}
          disabled={!mayTake}
          aria-label={t('prospect.takeName', { name: lead.contactName })}
          title={t('prospect.take')}
          onClick={() => void take(campaign.id, lead.id)}
        >
          <IconPhone size={16} stroke={1.8} aria-hidden />
        </ActionIcon>
        <LeadMenu lead={lead} />
      </span>
    </div>
  );
}

function LeadMenu({ lead }: { lead: LeadRow }) {
  const { t } = useTranslation('campaigns');
  const users = useSession((session) => session.users);
  const { setPriority, setOwner, setRemoved, callNow } = useLeadChanges(lead);
  const name = lead.contactName;
  const out = lead.state === 'done' && lead.end === 'removed';
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t('prospect.more', { name })}
          title={t('prospect.more', { name })}
        >
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('prospect.setPriority')}</Menu.Label>
        {PRIORITIES.map(({ key, value }) => (
          <Menu.Item
            key={key}
            aria-current={lead.priority === value ? 'true' : undefined}
            onClick={() => void setPriority(value)}
          >
            {t(`prospect.priorityName.${key}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('prospect.setOwner')}</Menu.Label>
        <Menu.Item
          aria-current={lead.ownerId === undefined ? 'true' : undefined}
          onClick={() => void setOwner(null)}
        >
          {t('prospect.everybody')}
        </Menu.Item>
        {users.map((user) => (
          <Menu.Item
            key={user.id}
            aria-current={lead.ownerId === user.id ? 'true' : undefined}
            onClick={() => void setOwner(user.id)}
          >
            {user.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {lead.nextAt !== undefined && lead.state === 'waiting' && (
          <Menu.Item onClick={() => void callNow()}>{t('prospect.callNow')}</Menu.Item>
        )}
        <Menu.Item onClick={() => void setRemoved(!out)}>
          {out ? t('prospect.backIn') : t('prospect.takeOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
