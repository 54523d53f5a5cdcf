import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { LibraryRow } from '../../../shared/contract/library.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { type Mark, TalkPlayer } from '../../ui/player/talk-player.tsx';
import { HoldControl } from '../state/hold-control.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { useOutcomeName } from '../state/outcomes.tsx';
import { useLoadRecording } from '../state/recordings.ts';
import { useTalk } from '../state/talk-moments.ts';
import classes from './library.module.css';
import { Moments } from './moments.tsx';
import { nameOf } from './recording-line.tsx';

interface ListeningProps {
  readonly row: LibraryRow;
  /** It plays at once: somebody chose it, or the one before it is over. */
  readonly from: { readonly ms: number } | undefined;
  /** What comes after it; absent: nothing. */
  readonly playlist?: {
    readonly playOn: boolean;
    readonly onPlayOn: (playOn: boolean) => void;
    readonly onEnded: () => void;
  };
  /** Where it plays, for whoever stands beside it. */
  readonly onAt?: (atMs: number) => void;
  /** Its moments stand under the sound, not beside it. */
  readonly tall?: boolean;
  /** More verbs. */
  readonly actions?: ReactNode;
  readonly onClose?: () => void;
}

/** The recording that was chosen: its sound on the left, its moments on the right. */
export function Listening({ row, from, playlist, onAt, tall = false, actions, onClose }: ListeningProps) {
  const { t } = useTranslation('library');
  const format = useFormat();
  const outcomeName = useOutcomeName();
  const openCall = useNavigation((navigation) => navigation.openCall);
  const playable = row.state === 'finished' || row.state === 'repaired';
  const load = useLoadRecording(playable ? row.recordingId : undefined);
  const talk = useTalk(row.recordingId, row.callId);
  const [atMs, setAtMs] = useState(0);
  const [chosen, setChosen] = useState<{ ms: number }>();
  // What was chosen last, here or from beside, is where it plays.
  useEffect(() => {
    if (from) setChosen(from);
  }, [from]);
  const onPosition = useCallback(
    (ms: number) => {
      setAtMs(ms);
      onAt?.(ms);
    },
    [onAt],
  );
  const name = nameOf(row);
  const moment = format.dateTime(row.startedAt);
  const marks: Mark[] = [
    ...talk.steps.map(({ key, atMs: at, title }) => ({ key, atMs: at, label: title, kind: 'step' as const })),
    ...talk.comments.map(({ id, atMs: at, text }) => ({
      key: id,
      atMs: at,
      label: text || t('moments.mark'),
      kind: 'comment' as const,
    })),
  ];
  return (
    <section className={classes.listening} data-tall={tall} aria-label={t('player.label', { name, moment })}>
      <div className={classes.talk}>
        <header className={classes.head}>
          <div className={classes.about}>
            <h2 className={classes.name}>{name}</h2>
            <div className={classes.dim}>
              {[row.organisationName, row.agentName, moment, outcomeName(row.outcome)]
                .filter(Boolean)
                .join(' · ')}
            </div>
          </div>
          <Button variant="default" onClick={() => openCall(row.callId, Math.round(atMs))}>
            {t('player.openCall')}
          </Button>
          {actions}
          {onClose && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={30}
              aria-label={t('player.close')}
              onClick={onClose}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
          )}
        </header>
        {load ? (
          <TalkPlayer
            load={load}
            label={t('player.label', { name, moment })}
            knownMs={row.durationMs}
            marks={marks}
            from={chosen}
            onEnded={() => playlist?.onEnded()}
            onPosition={onPosition}
            tools={
              playlist && (
                <Checkbox
                  size="xs"
                  label={t('player.playOn')}
                  checked={playlist.playOn}
                  onChange={(event) => playlist.onPlayOn(event.currentTarget.checked)}
                />
              )
            }
          />
        ) : (
          <p role="alert">{t('player.broken')}</p>
        )}
        {row.note !== '' && <p className={classes.dim}>{row.note}</p>}
        <HoldControl callId={row.callId} />
      </div>
      <Moments recordingId={row.recordingId} talk={talk} atMs={atMs} onPlay={(ms) => setChosen({ ms })} />
    </section>
  );
}
