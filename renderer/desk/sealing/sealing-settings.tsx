import { useTranslation } from '../../i18n/index.ts';
import { Trouble } from '../../ui/index.ts';
import { useFailureText } from '../state/use-ask.ts';
import { KeyPanel } from './key-panel.tsx';
import { RecordingSealing } from './recording-sealing.tsx';
import classes from './sealing.module.css';
import { useSealing } from './use-sealing.ts';

/** What is sealed, and with which key. */
export function SealingSettings() {
  const { t } = useTranslation('sealing');
  const failureText = useFailureText();
  const { state, failure } = useSealing();
  return (
    <div className={classes.parts}>
      <p className={classes.hint}>{t('intro')}</p>
      {failure && <Trouble text={failureText(failure)} />}
      {state && !failure && <KeyPanel keys={state.keys} />}
      {state && <RecordingSealing state={state} />}
    </div>
  );
}
