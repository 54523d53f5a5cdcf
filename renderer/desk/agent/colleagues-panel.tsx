import { Button } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Colleague } from '../../../shared/contract/agent.ts';
import { useTranslation } from '../../i18n/index.ts';
import { KeyHint, PresenceMark } from '../../ui/index.ts';
import { useAgent, useColleagues } from '../state/agent.tsx';
import { showBarPanel } from '../state/bar-ui.tsx';
import { useCallActions } from '../state/call-actions.ts';
import classes from './agent.module.css';
import { moveFocus } from './move-focus.ts';
import { useAgentActions } from './use-agent-actions.ts';

const PICK_UP_KEY = 'P';

/** The colleagues and whether they can be reached. Enter or a click calls; P takes the call that rings at one of them. */
export function ColleaguesPanel() {
  const { t } = useTranslation('agent');
  const list = useRef<HTMLUListElement>(null);
  const colleagues = useColleagues();
  const canPickUp = useAgent((state) => state?.can.pickUp === true);
  const { pickUp } = useAgentActions();
  useEffect(() => list.current?.querySelector<HTMLElement>('[data-walk]')?.focus(), []);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.code !== 'KeyP' || !canPickUp) return moveFocus(event, list.current);
    // The one that has the focus, otherwise whoever rings.
    const focused = document.activeElement?.closest('[data-extension]')?.getAttribute('data-extension');
    const ringing = colleagues.filter(({ state }) => state === 'ringing');
    const at = ringing.find(({ extension }) => extension === focused) ?? ringing[0];
    event.preventDefault();
    if (at) void pickUp(at.extension);
  };

  if (colleagues.length === 0) return <p className={classes.hint}>{t('colleagues.none')}</p>;
  return (
    <ul ref={list} className={classes.people} aria-label={t('colleagues.title')} onKeyDown={onKeyDown}>
      {colleagues.map((colleague) => (
        <Person key={colleague.extension} colleague={colleague} canPickUp={canPickUp} />
      ))}
    </ul>
  );
}

function Person({ colleague, canPickUp }: { colleague: Colleague; canPickUp: boolean }) {
  const { t } = useTranslation('agent');
  const { dial } = useCallActions();
  const { pickUp } = useAgentActions();
  const { name, extension, state, contactId } = colleague;
  const takeable = canPickUp && state === 'ringing';
  const call = async () => {
    if (await dial({ number: extension, contactId })) showBarPanel('none');
  };
  return (
    <li className={classes.row} data-extension={extension}>
      <button
        type="button"
        className={classes.person}
        data-walk
        aria-label={t('colleagues.call', { name, extension, state: t(`presence.${state}`) })}
        title={t('colleagues.call', { name, extension, state: t(`presence.${state}`) })}
        onClick={() => void call()}
      >
        <PresenceMark state={state} />
        <span className={classes.personName}>{name}</span>
        <span className={classes.presence}>{t(`presence.${state}`)}</span>
        <span className={classes.extension}>{extension}</span>
        {!takeable && <IconPhone size={14} stroke={1.8} aria-hidden className={classes.handset} />}
      </button>
      {takeable && (
        <Button
          size="compact-sm"
          className={classes.pickUp}
          aria-keyshortcuts={PICK_UP_KEY}
          aria-label={t('colleagues.pickUpName', { name })}
          rightSection={<KeyHint>{PICK_UP_KEY}</KeyHint>}
          onClick={() => void pickUp(extension)}
        >
          {t('colleagues.pickUp')}
        </Button>
      )}
    </li>
  );
}
