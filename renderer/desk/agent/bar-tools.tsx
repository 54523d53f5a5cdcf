import { Button } from '@mantine/core';
import { IconMail, IconMailFilled, IconRotateClockwise, IconUsers } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/index.ts';
import { KeyHint } from '../../ui/index.ts';
import { useAgent } from '../state/agent.tsx';
import { FOCUS, toggleBarPanel } from '../state/bar-ui.tsx';
import { useCallActions } from '../state/call-actions.ts';
import { useCallTitle } from '../state/caller.ts';
import { useCalls } from '../state/calls.tsx';
import { useWork } from '../state/work.tsx';
import classes from './agent.module.css';
import { useAgentActions } from './use-agent-actions.ts';

const COLLEAGUES_KEY = 'C';
const REDIAL_KEY = 'R';
const VOICEMAIL_KEY = 'V';

/** Under the dial field: the last number once more, the colleagues, and what waits in the mailbox. */
export function BarTools() {
  const { t } = useTranslation('agent');
  // Both call somebody at once: not beside a talk, where a slip of the hand would put it on hold.
  const idle = useCalls((calls) => calls.calls.length === 0);
  const colleagues = useAgent((state) => state?.colleagues.length ?? 0);
  return (
    <div className={classes.tools}>
      {idle && <Redial />}
      {colleagues > 0 && (
        <Button
          data-opens-panel
          variant="default"
          size="compact-sm"
          aria-keyshortcuts={COLLEAGUES_KEY}
          leftSection={<IconUsers size={14} aria-hidden />}
          rightSection={<KeyHint>{COLLEAGUES_KEY}</KeyHint>}
          onClick={() => toggleBarPanel('colleagues')}
        >
          {t('colleagues.title')}
        </Button>
      )}
      {idle && <Mailbox />}
    </div>
  );
}

function Redial() {
  const { t } = useTranslation('agent');
  const title = useCallTitle();
  const call = useWork((work) => work.lastDialled);
  const { redial } = useCallActions();
  if (!call) return null;
  return (
    <Button
      id={FOCUS.redial}
      variant="default"
      size="compact-sm"
      title={t('redialName', { name: title(call) })}
      aria-label={t('redialName', { name: title(call) })}
      aria-keyshortcuts={REDIAL_KEY}
      leftSection={<IconRotateClockwise size={14} aria-hidden />}
      rightSection={<KeyHint>{REDIAL_KEY}</KeyHint>}
      onClick={() => void redial()}
    >
      {t('redial')}
    </Button>
  );
}

/** The light of the mailbox: an envelope that is filled, and a count, while something new waits. */
function Mailbox() {
  const { t } = useTranslation('agent');
  const can = useAgent((state) => state?.can.voicemail === true);
  const fresh = useAgent((state) => state?.voicemail?.fresh ?? 0);
  const old = useAgent((state) => state?.voicemail?.old ?? 0);
  const { listen } = useAgentActions();
  if (!can || fresh + old === 0) return null;
  return (
    <Button
      variant="default"
      size="compact-sm"
      className={classes.mailbox}
      data-fresh={fresh > 0 || undefined}
      aria-keyshortcuts={VOICEMAIL_KEY}
      title={t('voicemail.listen')}
      leftSection={fresh > 0 ? <IconMailFilled size={14} aria-hidden /> : <IconMail size={14} aria-hidden />}
      rightSection={<KeyHint>{VOICEMAIL_KEY}</KeyHint>}
      onClick={() => void listen()}
    >
      {fresh > 0 ? t('voicemail.fresh', { count: fresh }) : t('voicemail.listenShort')}
    </Button>
  );
}
