import { IconAlertTriangle, IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import classes from './player.module.css';
import { type Sound, useWave, type Wave } from './use-wave.ts';

interface PlayerProps {
  /** Must be the same function for the same recording. */
  load: () => Promise<Sound>;
  label: string;
  /** Of the talk: shown before the file is there, and after, as long as the two agree to a second. */
  knownMs?: number | undefined;
  /** Plays from there by itself: somebody chose this moment. Another object, another choice: also of the same moment. */
  from?: { readonly ms: number } | undefined;
}

const SPEEDS = [0.75, 1, 1.25, 1.5, 2];
const STEP_S = 5;

/** A recording in one line: it unfolds its picture when it is first played. Space plays, arrows go 5 seconds. */
export function Player({ load, label, knownMs, from }: PlayerProps) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const picture = useRef<HTMLDivElement>(null);
  const wave = useWave(picture, load);
  usePlayFrom(wave, from);
  const opened = wave.state !== 'idle';
  const lengthMs = wave.state === 'ready' ? oneLength(wave.length * 1000, knownMs) : (knownMs ?? 0);
  const verb = wave.playing ? t('player.pause') : t('player.play');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would stand where the label belongs to the ear only.
    <div
      className={classes.player}
      role="group"
      aria-label={label}
      onKeyDown={(event) => onKey(event, wave)}
      data-open={opened}
    >
      <button
        type="button"
        className={classes.play}
        onClick={wave.toggle}
        aria-label={opened ? verb : t('player.open', { time: format.duration(lengthMs) })}
        title={verb}
        disabled={wave.state === 'loading'}
      >
        {wave.playing ? (
          <IconPlayerPauseFilled size={14} aria-hidden />
        ) : (
          <IconPlayerPlayFilled size={14} aria-hidden />
        )}
      </button>
      <Picture wave={wave} picture={picture} />
      {wave.state === 'loading' && <span className={classes.state}>{t('player.loading')}</span>}
      {wave.state === 'broken' && (
        <span className={classes.state}>
          <IconAlertTriangle size={14} aria-hidden /> {t('player.broken')}
        </span>
      )}
      <span className={classes.time}>
        {wave.state === 'ready' && `${format.duration(wave.position * 1000)} / `}
        {format.duration(lengthMs)}
      </span>
      {wave.state === 'ready' && <Speed wave={wave} />}
    </div>
  );
}

/** Plays from a moment when one is chosen, and from another when that changes. */
export function usePlayFrom(wave: Wave, from: PlayerProps['from']): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a choice makes it play; what the player does since is the listener's.
  useEffect(() => {
    if (from) wave.playFrom(from.ms / 1000);
  }, [from]);
}

const SAME_MS = 1000;

/** The sound begins some tenths after the answer: a talk of 0:05 must not have a recording of 0:04. */
export const oneLength = (soundMs: number, talkMs: number | undefined): number =>
  talkMs !== undefined && Math.abs(soundMs - talkMs) < SAME_MS ? talkMs : soundMs;

export function Picture({
  wave,
  picture,
  children,
}: {
  wave: Wave;
  picture: RefObject<HTMLDivElement | null>;
  /** Over it. */
  children?: ReactNode;
}) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const ready = wave.state === 'ready';
  return (
    <div className={classes.wave} data-ready={ready}>
      {ready && (
        <div className={classes.sides} aria-hidden>
          <span>{t('player.operator')}</span>
          <span>{t('player.customer')}</span>
        </div>
      )}
      <div className={classes.track}>
        <div
          ref={picture}
          className={classes.picture}
          {...(ready
            ? {
                role: 'slider',
                tabIndex: 0,
                'aria-label': t('player.seek'),
                'aria-valuemin': 0,
                'aria-valuemax': Math.round(wave.length),
                'aria-valuenow': Math.round(wave.position),
                'aria-valuetext': format.duration(wave.position * 1000),
              }
            : { 'aria-hidden': true })}
        />
        {ready && <Silences wave={wave} />}
        {children}
      </div>
    </div>
  );
}

/** Where the network failed or the recording was paused: nobody was silent there. */
function Silences({ wave }: { wave: Wave }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const percent = (ms: number) => `${Math.min(100, ms / 10 / wave.length)}%`;
  return (
    <div className={classes.silences}>
      {wave.silences.map(({ fromMs, toMs, because }) => {
        const words = t(`player.silence.${because}`, {
          at: format.duration(fromMs),
          seconds: format.number(Math.round((toMs - fromMs) / 100) / 10),
        });
        return (
          <span
            key={fromMs}
            role="img"
            aria-label={words}
            title={words}
            className={classes.silence}
            data-because={because}
            style={{ left: percent(fromMs), width: percent(toMs - fromMs) }}
          />
        );
      })}
    </div>
  );
}

export function Speed({ wave }: { wave: Wave }) {
  const { t } = useTranslation('calls');
  const [speed, setSpeed] = useState(1);
  return (
    <select
      className={classes.speed}
      aria-label={t('player.speed')}
      value={speed}
      onChange={(event) => {
        const next = Number(event.currentTarget.value);
        setSpeed(next);
        wave.setSpeed(next);
      }}
    >
      {SPEEDS.map((value) => (
        <option key={value} value={value}>
          {`${value}×`}
        </option>
      ))}
    </select>
  );
}

export function onKey(event: KeyboardEvent<HTMLElement>, wave: Wave): void {
  const target = event.target as HTMLElement;
  if (target instanceof HTMLSelectElement || wave.state !== 'ready') return;
  const step = { ArrowLeft: -STEP_S, ArrowRight: STEP_S }[event.key];
  if (step !== undefined) wave.seekTo(wave.position + step);
  else if (event.key === 'Home') wave.seekTo(0);
  // On the button the browser itself makes a click of a space.
  else if (event.key === ' ' && !(target instanceof HTMLButtonElement)) wave.toggle();
  else return;
  event.preventDefault();
}
