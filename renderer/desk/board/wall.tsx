import { ActionIcon, Portal } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Board } from '../../../shared/contract/board.ts';
import { isOver } from '../../../shared/domain/board/rows.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useCalls } from '../state/calls.tsx';
import classes from './board.module.css';
import { With } from './people.tsx';
import { OverMark, StateWord } from './state-word.tsx';
import { Queues, type Targets, Tiles } from './tiles.tsx';
import { Timer } from './timer.tsx';

interface WallProps {
  board: Board;
  targets: Targets;
  now: number;
  onClose: () => void;
}

/** The board for a screen on the wall: the whole window, in large type, without anything to press but the way back. */
export function Wall({ board, targets, now, onClose }: WallProps) {
  const { t } = useTranslation('board');
  const root = useRef<HTMLElement>(null);
  // Whoever is called at this desk needs it.
  const called = useCalls((state) => state.calls.some(({ call }) => call.endedAt === undefined));
  useEffect(() => {
    if (called) onClose();
  }, [called, onClose]);

  useEffect(() => {
    root.current?.focus();
    // Without leave to fill the screen the window is filled all the same.
    document.documentElement.requestFullscreen?.().catch(() => undefined);
    const changed = () => {
      if (document.fullscreenElement === null) onClose();
    };
    const pressed = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      onClose();
    };
    document.addEventListener('fullscreenchange', changed);
    window.addEventListener('keydown', pressed, true);
    return () => {
      document.removeEventListener('fullscreenchange', changed);
      window.removeEventListener('keydown', pressed, true);
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
    };
  }, [onClose]);

  return (
    <Portal>
      <section ref={root} className={classes.wall} tabIndex={-1} aria-label={t('title')}>
        <ActionIcon
          className={classes.leave}
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('wall.leave')}
          title={t('wall.leave')}
          onClick={onClose}
        >
          <IconX size={20} aria-hidden />
        </ActionIcon>
        <Tiles board={board} targets={targets} now={now} />
        <Queues board={board} targets={targets} now={now} />
        <ul className={classes.cards} aria-label={t('people')}>
          {board.people.map((row) => (
            <li
              key={row.id}
              className={classes.card}
              data-state={row.state}
              data-over={isOver(row, now) || undefined}
            >
              <span className={classes.cardLine}>
                <span className={classes.cardName} title={row.name}>
                  {row.name}
                </span>
                <span className={classes.cardTime}>
                  {row.since !== undefined && <Timer since={row.since} />}
                </span>
              </span>
              <span className={classes.cardLine}>
                <StateWord state={row.state} />
                <span className={classes.cardWith}>
                  {isOver(row, now) ? <OverMark /> : <With row={row} />}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </section>
    </Portal>
  );
}
