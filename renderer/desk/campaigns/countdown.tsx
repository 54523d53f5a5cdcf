import { useTranslation } from '../../i18n/index.ts';
import { useNow } from '../state/now.ts';
import classes from './next.module.css';

/** Four times a second: the figure turns when the second does, whenever the countdown began. */
const STEP_MS = 250;

/** How long until the next one is dialled. For the eye; the announcer has said it once. */
export function Countdown({ dialsAt, of }: { dialsAt: number; of: number }) {
  const { t } = useTranslation('campaigns');
  const left = Math.max(0, dialsAt - useNow(STEP_MS));
  const seconds = Math.ceil(left / 1000);
  const part = of > 0 ? Math.min(1, left / (of * 1000)) : 0;
  return (
    <div className={classes.countdown} aria-hidden data-countdown={seconds}>
      <span className={classes.seconds}>{seconds}</span>
      <span className={classes.countWords}>{t('next.dialsIn')}</span>
      <span className={classes.track}>
        <span className={classes.left} style={{ transform: `scaleX(${part})` }} />
      </span>
    </div>
  );
}
