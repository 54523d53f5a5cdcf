import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { useCore } from '../state/core.tsx';
import classes from './settings.module.css';

/** Below this a microphone gives nothing but its own noise (RMS of full scale; -46 dB). */
const SILENCE = 0.005;
/** As long as a person needs to think of something to say. */
const SILENT_AFTER_MS = 6000;
/** Speech is around 0.05–0.2 RMS; drawn so that it fills half to all of the bar. */
const FULL = 0.3;

/** Draws by decibels, as ears hear: 60 dB below full is empty. */
const width = (level: number): number =>
  level <= 0 ? 0 : Math.max(0, Math.min(100, 100 + (20 * Math.log10(level / FULL) * 100) / 50));

/** The microphone as the phone hears it; it listens only as long as this is on the screen. */
export function LevelMeter({ labelledBy, active }: { labelledBy: string; active: boolean }) {
  const { t } = useTranslation('settings');
  const core = useCore();
  const [level, setLevel] = useState(0);
  const [silent, setSilent] = useState(false);

  useEffect(() => {
    if (!active) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const waitForSound = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setSilent(true), SILENT_AFTER_MS);
    };
    const stop = core.on('phone.level', ({ microphone }) => {
      setLevel(microphone);
      if (microphone < SILENCE) return;
      setSilent(false);
      waitForSound();
    });
    waitForSound();
    // Without an answer the bar stays empty, and after a while the words under it say so.
    core.request('phone.watch', { level: true }).catch(() => undefined);
    return () => {
      stop();
      clearTimeout(timer);
      core.request('phone.watch', { level: false }).catch(() => undefined);
      setLevel(0);
      setSilent(false);
    };
  }, [core, active]);

  const percent = Math.round(width(level));
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: the native meter cannot be drawn by decibels in our colours */}
      <div
        role="meter"
        aria-labelledby={labelledBy}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className={classes.meter}
      >
        <div className={classes.meterFill} style={{ width: `${percent}%` }} />
      </div>
      <p role="status" className={classes.hint}>
        {silent ? t('audio.levelSilent') : ''}
      </p>
    </>
  );
}
