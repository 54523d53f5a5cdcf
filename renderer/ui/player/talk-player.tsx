import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Span } from '../../../shared/domain/recording/levels.ts';
import { neighbour } from '../../../shared/domain/recording/listening.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { onKey, Picture, Speed, usePlayFrom } from './player.tsx';
import classes from './talk-player.module.css';
import { type Sound, useWave, type Wave } from './use-wave.ts';

/** A moment that is worth a jump: a step of the script, or what somebody said about it. */
export interface Mark {
  readonly key: string;
  readonly atMs: number;
  readonly label: string;
  readonly kind: 'step' | 'comment';
}

interface TalkPlayerProps {
  /** Must be the same function for the same recording. */
  load: () => Promise<Sound>;
  label: string;
  knownMs: number;
  marks: readonly Mark[];
  /** See `Player`. */
  from: { readonly ms: number } | undefined;
  onEnded: () => void;
  /** Where it plays, for whoever says something about this second. */
  onPosition: (atMs: number) => void;
  /** More tools at the end of the line. */
  tools?: ReactNode;
}

const ROW_PX = 34;

/** A recording for whoever works with it: both sides large, its marks, silence that is passed over, a part that is repeated. */
export function TalkPlayer({
  load,
  label,
  knownMs,
  marks,
  from,
  onEnded,
  onPosition,
  tools,
}: TalkPlayerProps) {
  const { t } = useTranslation(['library', 'calls']);
  const format = useFormat();
  const picture = useRef<HTMLDivElement>(null);
  const wave = useWave(picture, load, { rowPx: ROW_PX, onEnded });
  usePlayFrom(wave, from);
  const [skips, setSkips] = useState(false);
  const [loop, setLoop] = useState<Partial<Span>>({});
  const whole = loop.fromMs !== undefined && loop.toMs !== undefined ? (loop as Span) : undefined;
  const atMs = wave.position * 1000;
  const quiet = wave.quiet;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the wave is another object at each render.
  useEffect(() => {
    wave.listenSo({ skipped: skips ? (quiet ?? []) : [], loop: whole });
  }, [skips, quiet, loop]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another recording begins without a loop.
  useEffect(() => setLoop({}), [load]);
  useEffect(() => onPosition(atMs), [atMs, onPosition]);

  const ready = wave.state === 'ready';
  /** First press: from here. Second: to here. Third: no loop. */
  const turnLoop = () =>
    setLoop(({ fromMs, toMs }) => {
      if (fromMs === undefined) return { fromMs: atMs };
      return toMs === undefined && atMs > fromMs ? { fromMs, toMs: atMs } : {};
    });
  const leap = (step: 1 | -1) => {
    const to = neighbour(
      marks.map((mark) => mark.atMs),
      atMs,
      step,
    );
    if (to !== undefined) wave.seekTo(to / 1000);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const act = {
      PageUp: () => leap(-1),
      PageDown: () => leap(1),
      KeyS: () => quiet && setSkips((before) => !before),
      KeyL: turnLoop,
    }[event.code];
    if (!ready || !act || event.target instanceof HTMLSelectElement) return onKey(event, wave);
    act();
    event.preventDefault();
    event.stopPropagation();
  };
  const verb = wave.playing ? t('calls:player.pause') : t('calls:player.play');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would stand where the label belongs to the ear only.
    <div className={classes.player} role="group" aria-label={label} onKeyDown={onKeyDown}>
      <div className={classes.sound}>
        <button
          type="button"
          className={classes.play}
          onClick={wave.toggle}
          aria-label={verb}
          title={t('key', { what: verb, key: t('space') })}
          disabled={wave.state === 'loading'}
        >
          {wave.playing ? (
            <IconPlayerPauseFilled size={18} aria-hidden />
          ) : (
            <IconPlayerPlayFilled size={18} aria-hidden />
          )}
        </button>
        <Picture wave={wave} picture={picture}>
          {ready && <Marks wave={wave} marks={marks} loop={loop} />}
        </Picture>
        {wave.state === 'idle' && <span className={classes.state}>{t('player.idle')}</span>}
        {wave.state === 'loading' && <span className={classes.state}>{t('calls:player.loading')}</span>}
        {wave.state === 'broken' && (
          <span className={classes.state} role="alert">
            {t('player.broken')}
          </span>
        )}
      </div>
      <div className={classes.tools}>
        <span className={classes.time}>
          {format.duration(atMs)} / {format.duration(ready ? wave.length * 1000 : knownMs)}
        </span>
        {ready && <Speed wave={wave} />}
        <Tool
          pressed={skips}
          disabled={!ready || quiet === undefined}
          title={
            quiet === undefined && ready
              ? t('player.unmeasured')
              : t('key', { what: t('player.skip'), key: 'S' })
          }
          onClick={() => setSkips(!skips)}
        >
          {t('player.skip')}
        </Tool>
        <Tool
          pressed={loop.fromMs !== undefined}
          disabled={!ready}
          title={t('key', { what: t('player.loopHint'), key: 'L' })}
          onClick={turnLoop}
        >
          {whole
            ? t('player.looping', { from: format.duration(whole.fromMs), to: format.duration(whole.toMs) })
            : loop.fromMs !== undefined
              ? t('player.loopTo', { from: format.duration(loop.fromMs) })
              : t('player.loop')}
        </Tool>
        <Tool
          disabled={!ready || marks.length === 0}
          title={t('key', { what: t('player.before'), key: 'PgUp' })}
          onClick={() => leap(-1)}
        >
          {t('player.before')}
        </Tool>
        <Tool
          disabled={!ready || marks.length === 0}
          title={t('key', { what: t('player.next'), key: 'PgDn' })}
          onClick={() => leap(1)}
        >
          {t('player.next')}
        </Tool>
        {tools}
      </div>
    </div>
  );
}

interface ToolProps {
  /** Absent: it does something, and is not a state. */
  pressed?: boolean;
  disabled: boolean;
  title: string;
  onClick: () => void;
  children: ReactNode;
}

function Tool({ pressed, disabled, title, onClick, children }: ToolProps) {
  return (
    <button
      type="button"
      className={classes.tool}
      aria-pressed={pressed}
      disabled={disabled}
      title={title}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

/** The loop and the marks over the picture. */
function Marks({ wave, marks, loop }: { wave: Wave; marks: readonly Mark[]; loop: Partial<Span> }) {
  const format = useFormat();
  const at = (ms: number) => `${Math.min(100, ms / 10 / wave.length)}%`;
  const { fromMs, toMs = fromMs } = loop;
  return (
    <div className={classes.marks}>
      {fromMs !== undefined && toMs !== undefined && (
        <span className={classes.loop} style={{ left: at(fromMs), width: at(toMs - fromMs) }} />
      )}
      {marks.map((mark) => {
        const words = `${format.duration(mark.atMs)} ${mark.label}`;
        return (
          <button
            key={mark.key}
            type="button"
            tabIndex={-1}
            className={classes.mark}
            data-kind={mark.kind}
            aria-label={words}
            title={words}
            style={{ left: at(mark.atMs) }}
            onClick={() => wave.playFrom(mark.atMs / 1000)}
          />
        );
      })}
    </div>
  );
}
