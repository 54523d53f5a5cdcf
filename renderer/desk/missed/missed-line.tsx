import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp, IconHandGrab, IconPhone, IconPhoneIncoming } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import type { MissedRow } from '../../../shared/contract/missed.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import list from '../../ui/list-line.module.css';
import { useNavigation } from '../state/navigation.tsx';
import { useNow } from '../state/now.ts';
import { useSession } from '../state/session.tsx';
import { CallsCell } from './calls-cell.tsx';
import classes from './missed.module.css';
import { ResolvePanel } from './resolve-panel.tsx';
import { Standing } from './standing.tsx';
import { useMissedActions, useMissedName } from './use-missed.ts';

interface MissedLineProps {
  entry: MissedRow;
  selected: boolean;
}

/** Somebody who called in vain: who, how often and when, how long they wait, and who works on it. */
export function MissedLine({ entry, selected }: MissedLineProps) {
  const { t } = useTranslation('missed');
  const format = useFormat();
  const now = useNow(15_000);
  const me = useSession((session) => session.users.find((user) => user.me)?.id);
  const openContact = useNavigation((navigation) => navigation.openContact);
  const newContact = useNavigation((navigation) => navigation.newContact);
  const [resolving, setResolving] = useState(false);
  const actions = useMissedActions();
  const name = useMissedName()(entry);
  const open = entry.state === 'open';
  const holder = open && entry.holder && entry.holder.until > now ? entry.holder : undefined;
  const mine = holder !== undefined && holder.id === me;
  const toggle = () => (mine ? actions.giveBack(entry) : actions.take(entry));
  const deletes = () => (open ? setResolving(true) : void actions.reopen(entry));

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter') {
      if (!event.shiftKey) void actions.callBack(entry);
      else if (open) void toggle();
    } else if (event.key === 'Delete') deletes();
    else return;
    event.preventDefault();
  };
  const show = () => {
    if (entry.contactId !== undefined) openContact(entry.contactId);
    else if (entry.number !== undefined) newContact({ number: entry.number });
  };

  return (
    <div className={list.line} data-selected={selected}>
      <button
        type="button"
        className={list.main}
        data-row-main
        aria-current={selected ? 'true' : undefined}
        aria-keyshortcuts="Enter Shift+Enter Delete"
        onClick={show}
        onKeyDown={onKeyDown}
      >
        <IconPhoneIncoming size={16} stroke={1.6} className={`${list.icon} ${classes.icon}`} aria-hidden />
        <span className={classes.who}>
          <span className={list.name}>{name}</span>
          <span className={list.firm}>
            {[entry.organisationName, entry.contactName === undefined ? undefined : entry.numberDisplay]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        <CallsCell entry={entry} now={now} />
        <Standing entry={entry} now={now} />
        <span className={classes.holder} data-mine={mine || undefined}>
          {holder &&
            (mine
              ? t('holderMe', { time: format.time(holder.until) })
              : t('holder', { name: holder.name, time: format.time(holder.until) }))}
        </span>
      </button>
      <span className={classes.verbs}>
        {open && (
          <ActionIcon
            variant={mine ? 'light' : 'subtle'}
            color={mine ? 'blue' : 'gray'}
            size={28}
            aria-pressed={mine}
            aria-label={t(mine ? 'giveBack' : 'take', { name })}
            title={t(mine ? 'giveBack' : 'take', { name })}
            onClick={() => void toggle()}
          >
            <IconHandGrab size={16} stroke={1.8} aria-hidden />
          </ActionIcon>
        )}
        {open ? (
          <ResolvePanel
            name={name}
            opened={resolving}
            onOpened={setResolving}
            onResolve={(reason, note) => void actions.resolve(entry, reason, note)}
          />
        ) : (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t('reopen', { name })}
            title={t('reopen', { name })}
            onClick={() => void actions.reopen(entry)}
          >
            <IconArrowBackUp size={16} stroke={1.8} aria-hidden />
          </ActionIcon>
        )}
        <ActionIcon
          variant="default"
          className={classes.dial}
          size={28}
          disabled={entry.number === undefined}
          aria-label={t('callBack', { name })}
          title={t('callBack', { name })}
          onClick={() => void actions.callBack(entry)}
        >
          <IconPhone size={16} stroke={1.8} aria-hidden />
        </ActionIcon>
      </span>
    </div>
  );
}
