import { Popover } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { useLastSamples } from './heard.ts';
import { liveQuality, type QualityWord } from './live-quality.ts';
import classes from './quality-dot.module.css';

const BARS: Readonly<Record<QualityWord, number>> = { good: 3, fair: 2, poor: 1, silent: 0, measuring: 0 };

/** From the dot to below the bar, pixels: an explanation must not lie on the button that ends the call. */
const BELOW_BAR = 92;

/** How the talk sounds: a word and a shape for the eye in passing, the reason and the figures on a click. */
export function QualityDot({ call }: { call: { readonly id: string } }) {
  const { t } = useTranslation('quality');
  const [open, setOpen] = useState(false);
  const { word, reason, mos, lossPct, jitterMs, roundTripMs } = liveQuality(useLastSamples(call.id));
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      offset={BELOW_BAR}
      shadow="md"
      withinPortal
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.dot}
          data-word={word}
          aria-label={t('dot.label', { word: t(`word.${word}`) })}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Bars filled={BARS[word]} crossed={word === 'silent'} />
          <span aria-hidden>{t(`word.${word}`)}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.why}>
        <p className={classes.title}>{t('dot.title')}</p>
        <p>{t(`dot.${reason.code}`, reason.params)}</p>
        {mos !== undefined && (
          <p className={classes.figures}>
            {t('dot.figures', { mos, loss: lossPct, jitter: jitterMs })}
            {roundTripMs !== undefined && ` · ${t('dot.trip', { ms: roundTripMs })}`}
          </p>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** Three bars as every telephone shows its reception; crossed out when nothing is received. */
function Bars({ filled, crossed }: { filled: number; crossed: boolean }) {
  return (
    <svg width="14" height="12" viewBox="0 0 14 12" aria-hidden="true" className={classes.bars}>
      {[4, 8, 12].map((height, index) => (
        <rect
          key={height}
          x={index * 5}
          y={12 - height}
          width="4"
          height={height}
          rx="1"
          data-filled={index < filled}
        />
      ))}
      {crossed && <path d="M1 1 13 11" />}
    </svg>
  );
}
