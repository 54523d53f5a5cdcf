import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/index.ts';
import classes from './call-warnings.module.css';
import { useWarnings } from './heard.ts';

/** What should be changed in this talk now, seen and said aloud. One line: the newest trouble is the one to act on. */
export function CallWarnings({ call }: { call: { readonly id: string } }) {
  const { t } = useTranslation('quality');
  const newest = useWarnings(call.id).at(-1);
  return (
    // Always there, so that a screen reader notices the words that come into it.
    <div role="status" className={classes.warnings}>
      {newest !== undefined && (
        <span className={classes.warning} title={t(`warning.${newest}`)}>
          <IconAlertTriangle size={16} stroke={1.8} aria-hidden className={classes.icon} />
          <span className={classes.words}>{t(`warning.${newest}`)}</span>
        </span>
      )}
    </div>
  );
}
