import { useTranslation } from '../../i18n/index.ts';
import { barCall } from '../state/bar-call.ts';
import { useCalls } from '../state/calls.tsx';
import { barState, conference, consultOf, otherCalls, primaryCall } from '../state/calls-model.ts';
import { useDialer } from '../state/dialer.tsx';
import { BarConference } from './bar-conference.tsx';
import { BarConsult } from './bar-consult.tsx';
import { BarFree } from './bar-free.tsx';
import { BarRinging } from './bar-ringing.tsx';
import { useBarSlots } from './bar-slots.tsx';
import { BarTalking } from './bar-talking.tsx';
import { BarWrapUp } from './bar-wrap-up.tsx';
import classes from './call-bar.module.css';
import { CallChips } from './call-chips.tsx';
import { DialField } from './dial-field.tsx';

/**
 * Always at the top, always the same height. The left zone is the operator's (whom to call, how I stand), and stays as
 * it is whatever happens; the right zone is the call's.
 */
export function CallBar() {
  const { t } = useTranslation('common');
  const state = useCalls((calls) => calls);
  const { Tools, Panels } = useBarSlots();
  const dialer = useDialer((list) => list.dialer);
  const primary = barCall(state, dialer);
  const gaveWay = primary === undefined ? primaryCall(state) : undefined;
  const others = [...otherCalls(state), ...(gaveWay ? [gaveWay] : [])];
  const bar = barState(primary);
  return (
    <section
      className={classes.bar}
      aria-label={t('region.callBar')}
      data-bar={bar}
      data-part="bar"
      tabIndex={-1}
    >
      <div className={classes.dial}>
        <DialField />
        {others.length > 0 ? <CallChips calls={others} /> : Tools && <Tools />}
        {Panels && <Panels />}
      </div>
      <div className={classes.call} data-state={bar} data-call-area="">
        {primary === undefined && <BarFree />}
        {primary !== undefined && bar === 'ringing' && <BarRinging call={primary.call} />}
        {primary !== undefined && (bar === 'talking' || bar === 'dialing') && <Talk />}
        {primary !== undefined && bar === 'wrapUp' && <BarWrapUp call={primary.call} />}
      </div>
    </section>
  );
}

/** A talk alone, a question about it, or all together. */
function Talk() {
  const state = useCalls((calls) => calls);
  const call = primaryCall(state)?.call;
  const consult = consultOf(state);
  const joined = conference(state);
  if (!call) return null;
  if (joined.length > 1) return <BarConference call={call} joined={joined} />;
  return consult ? <BarConsult call={call} consult={consult} /> : <BarTalking call={call} />;
}
