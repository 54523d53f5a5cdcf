import { Button } from '@mantine/core';
import { IconDeviceTv, IconUsersGroup } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { EmptyState, Screen } from '../../ui/index.ts';
import { useMay } from '../state/seat.tsx';
import { useSession } from '../state/session.tsx';
import classes from './board.module.css';
import { LimitsDialog } from './limits.tsx';
import { People } from './people.tsx';
import { Queues, Tiles, waitOf } from './tiles.tsx';
import { useBoard, useOverClock } from './use-board.ts';
import { Wall } from './wall.tsx';

/** `?board`: a machine that shows nothing else. Once: whoever leaves it is at a desk as any other. */
let wallAsked = new URLSearchParams(location.search).has('board');

/** Who does what now, who waits, and whether it is as the firm wants it. */
export function BoardScreen() {
  const { t } = useTranslation(['board', 'common']);
  const { board, failure, reload } = useBoard();
  const settings = useSession((session) => session.settings);
  const mayEdit = useMay('board.edit');
  const [wall, setWall] = useState(wallAsked);
  const opener = useRef<HTMLButtonElement>(null);
  const leave = useCallback(() => {
    wallAsked = false;
    setWall(false);
    opener.current?.focus();
  }, []);
  const things = useMemo(
    () =>
      board === undefined
        ? []
        : [
            ...board.people,
            ...board.queues.map(({ since }) => waitOf(since, settings?.board.waitSeconds ?? 0)),
          ],
    [board, settings],
  );
  const now = useOverClock(things);
  return (
    <Screen
      title={t('title')}
      aside={board?.pbx === 'lost' ? <span className={classes.lost}>▲ {t('pbx.lost')}</span> : undefined}
      actions={
        <>
          {mayEdit && settings && <LimitsDialog limits={settings.board} />}
          <Button
            ref={opener}
            variant="default"
            leftSection={<IconDeviceTv size={14} aria-hidden />}
            disabled={!board}
            onClick={() => setWall(true)}
          >
            {t('wall.open')}
          </Button>
        </>
      }
    >
      {failure && !board && (
        <EmptyState title={t('failed')} action={<Button onClick={reload}>{t('common:retry')}</Button>} />
      )}
      {board && settings && (
        <div className={classes.board}>
          <Tiles board={board} targets={settings} now={now} />
          <Queues board={board} targets={settings} now={now} />
          {board.people.length === 0 ? (
            <EmptyState
              icon={<IconUsersGroup size={40} stroke={1.2} />}
              title={t('empty.title')}
              text={t('empty.text')}
            />
          ) : (
            <People board={board} now={now} />
          )}
          {board.pbx === 'off' && <p className={classes.dim}>{t('empty.pbx')}</p>}
        </div>
      )}
      {wall && board && settings && <Wall board={board} targets={settings} now={now} onClose={leave} />}
    </Screen>
  );
}
