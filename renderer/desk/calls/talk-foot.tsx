import { IconPlugConnectedX } from '@tabler/icons-react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import { lossOf } from '../state/call-loss.ts';
import { useBarSlots } from './bar-slots.tsx';
import classes from './call-bar.module.css';
import { Elapsed } from './elapsed.tsx';

/** The last line of a talk, kept free for what goes wrong in it: nothing above moves when something does. */
export function TalkFoot({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const { Warnings } = useBarSlots();
  const loss = lossOf(call);
  return (
    <div className={classes.foot}>
      {loss ? (
        // Said aloud by the frame's announcer, once and without the seconds.
        <div className={classes.loss}>
          <IconPlugConnectedX size={16} stroke={1.8} aria-hidden className={classes.lossIcon} />
          <strong>{t('loss.title')}</strong>
          <Elapsed since={loss.since} />
          <span className={classes.lossText}>{t(`loss.${loss.kind}`)}</span>
        </div>
      ) : (
        Warnings && call.answeredAt !== undefined && <Warnings call={call} />
      )}
    </div>
  );
}
