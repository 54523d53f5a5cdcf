import { Badge, Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { LoginSession } from '../../../shared/contract/users.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useCore } from '../state/core.tsx';
import { useNow } from '../state/now.ts';
import { useAsk } from '../state/use-ask.ts';
import classes from './people.module.css';

/** Who logged in here lately, and how it ended. */
export function Sessions() {
  const { t } = useTranslation('people');
  const core = useCore();
  const ask = useAsk();
  const format = useFormat();
  const now = useNow(60_000);
  const [sessions, setSessions] = useState<readonly LoginSession[]>([]);
  const load = useCallback(() => {
    core.request('users.sessions', {}).then(setSessions, () => undefined);
  }, [core]);
  useEffect(() => {
    load();
    return core.on('session.changed', load);
  }, [core, load]);
  const when = ({ startedAt, endedAt, end }: LoginSession) => {
    const from = t('session.from', { moment: format.moment(startedAt, now) });
    if (endedAt === undefined) return from;
    const to = format.moment(endedAt, now);
    return [from, end && t(`session.end.${end}`, { moment: to })].filter(Boolean).join(', ');
  };
  return (
    <>
      <p className={classes.text}>{t('session.text')}</p>
      <ul className={classes.list} aria-label={t('tab.sessions')}>
        {sessions.map((session) => (
          <li key={session.id} className={classes.line} data-off={session.endedAt !== undefined}>
            <span className={classes.name}>{session.userName}</span>
            <span className={classes.dim}>{when(session)}</span>
            {session.mine && (
              <Badge variant="light" tt="none">
                {t('session.mine')}
              </Badge>
            )}
            {session.endedAt === undefined && !session.mine && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('session.stopName', { name: session.userName })}
                onClick={() => void ask('users.endSession', { id: session.id })}
              >
                {t('session.stop')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
