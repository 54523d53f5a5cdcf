import { useTranslation } from '../../i18n/index.ts';
import { KeyPanel } from './key-panel.tsx';
import { RecordingSealing } from './recording-sealing.tsx';
import classes from './sealing.module.css';

/** What is sealed, and with which key. */
export function SealingSettings() {
  const { t } = useTranslation('sealing');
  return (
    <div className={classes.parts}>
      <p className={classes.hint}>{t('intro')}</p>
      <KeyPanel />
      <RecordingSealing />
    </div>
  );
}
