import { IconArrowBackUp, IconArrowsJoin, IconPhoneOff, IconUsersGroup } from '@tabler/icons-react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import { CallControl } from '../../ui/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import { useCallTitle } from '../state/caller.ts';
import type { Consult } from '../state/calls-model.ts';
import classes from './call-bar.module.css';
import { KeypadControl, MuteControl } from './talk-controls.tsx';
import { TalkFoot } from './talk-foot.tsx';
import { TalkHead } from './talk-head.tsx';

/**
 * A colleague is asked about a customer who waits. Three ways on, each a word and a key; the customer's own chip, with
 * Swap, stands at the left.
 */
export function BarConsult({ call, consult }: { call: CallView; consult: Consult }) {
  const { t } = useTranslation('calls');
  const title = useCallTitle();
  const { handOver, join, backTo } = useCallActions();
  const { talk, question } = consult;
  const asked = call.id === question.id;
  const answered = question.answeredAt !== undefined;
  const outOfReach = talk.signalLostAt !== undefined;
  const customer = title(talk);
  const colleague = title(question);
  const back = asked ? t('consult.back', { name: customer }) : t('consult.drop', { name: colleague });
  return (
    <div className={classes.rows}>
      <TalkHead
        call={call}
        about={asked ? t('consult.about', { name: customer }) : t('consult.waits', { name: colleague })}
      />
      <div className={classes.line}>
        <div className={classes.choices}>
          <CallControl
            label={t('consult.handOver')}
            hint={t('consult.handOverHint', { customer, colleague })}
            icon={<IconArrowsJoin size={18} />}
            shortcut="G"
            disabled={!answered || outOfReach}
            onClick={() => handOver(talk, question)}
          />
          <CallControl
            label={t('consult.together')}
            hint={t('consult.togetherHint', { customer, colleague })}
            icon={<IconUsersGroup size={18} />}
            shortcut="A"
            disabled={!answered || outOfReach}
            onClick={() => join([talk, question])}
          />
          <CallControl
            shrinks
            label={back}
            icon={asked ? <IconArrowBackUp size={18} /> : <IconPhoneOff size={18} />}
            shortcut="B"
            onClick={() => void backTo(talk, question)}
          />
        </div>
        <div className={classes.actions}>
          {call.answeredAt !== undefined && (
            <>
              <MuteControl call={call} />
              <KeypadControl call={call} />
            </>
          )}
        </div>
      </div>
      <TalkFoot call={call} />
    </div>
  );
}
