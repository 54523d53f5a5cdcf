import { IconMailFilled } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/index.ts';
import { useAgent } from '../state/agent.tsx';
import { toggleBarPanel } from '../state/bar-ui.tsx';
import { useCalls } from '../state/calls.tsx';
import classes from './agent.module.css';
import { StandingMark } from './standing-mark.tsx';
import { useAgentActions } from './use-agent-actions.ts';
import { useStandingText } from './use-standing-text.ts';

/** The same two facts in the status line, for the time of a talk, when the bar has other things to say. */
export function AgentStatus({ className }: { className: string | undefined }) {
  const { t } = useTranslation('agent');
  const state = useAgent((agent) => agent);
  const text = useStandingText(state);
  const { listen } = useAgentActions();
  const idle = useCalls((calls) => calls.calls.length === 0);
  if (!state || !text) return null;
  const fresh = state.voicemail?.fresh ?? 0;
  const loud = text.standing !== 'available';
  return (
    <>
      <button
        type="button"
        data-opens-panel
        className={className}
        data-tone={loud ? 'wait' : undefined}
        title={`${t('mine')}: ${text.title}`}
        onClick={() => toggleBarPanel('state')}
      >
        <StandingMark standing={text.standing} size={14} />
        <span className={classes.statusText}>{text.title}</span>
      </button>
      {state.can.voicemail && fresh > 0 && (
        <button
          type="button"
          className={className}
          data-tone="wait"
          title={t('voicemail.listen')}
          disabled={!idle}
          onClick={() => void listen()}
        >
          <IconMailFilled size={14} aria-hidden />
          {t('voicemail.fresh', { count: fresh })}
        </button>
      )}
    </>
  );
}
