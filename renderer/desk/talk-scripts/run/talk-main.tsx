import { Button } from '@mantine/core';
import { IconMessageCircleQuestion } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import { KeyHint } from '../../../ui/index.ts';
import { useCalls } from '../../state/calls.tsx';
import { useNavigation } from '../../state/navigation.tsx';
import { ASIDE_KEY, ledCall, useTalkRuns, useTalkRunsStore } from '../../state/talk-runs.tsx';
import classes from './run.module.css';
import { ScriptChooser } from './script-chooser.tsx';
import { TalkScreen } from './talk-screen.tsx';
import { useOfferedOutcome } from './use-offered-outcome.ts';

/** The operator's work, in front of which the script of a talk stands until it is put aside or another screen is opened. */
export function TalkMain({ children }: { children: ReactNode }) {
  useOfferedOutcome();
  const call = useCalls(ledCall);
  const callId = call?.id;
  const talk = useTalkRuns(({ talks }) => (callId === undefined ? undefined : talks.get(callId)));
  const aside = useTalkRuns((runs) => callId !== undefined && runs.aside.has(callId));
  const shown = talk !== undefined && !aside;
  useAsideByNavigation(shown ? callId : undefined);
  if (shown) return <TalkScreen talk={talk} />;
  if (!call || (call.state !== 'talking' && call.state !== 'held' && !talk)) return children;
  return (
    <div className={classes.behind}>
      <div className={classes.strip}>
        {talk ? <BringBack callId={call.id} name={talk.name} /> : <ScriptChooser callId={call.id} hint />}
      </div>
      <div className={classes.rest}>{children}</div>
    </div>
  );
}

function BringBack({ callId, name }: { callId: string; name: string }) {
  const { t } = useTranslation('talkScripts');
  const runs = useTalkRunsStore();
  return (
    <Button
      variant="light"
      leftSection={<IconMessageCircleQuestion size={14} aria-hidden />}
      rightSection={<KeyHint>{ASIDE_KEY}</KeyHint>}
      aria-keyshortcuts="q"
      onClick={() => runs.getState().setAside(callId, false)}
    >
      {t('run.bringBack', { name })}
    </Button>
  );
}

/** Who opens another screen wants to see it. */
function useAsideByNavigation(callId: string | undefined): void {
  const runs = useTalkRunsStore();
  const screen = useNavigation((navigation) => navigation.screen);
  const last = useRef(screen);
  useEffect(() => {
    if (last.current !== screen && callId !== undefined) runs.getState().setAside(callId, true);
    last.current = screen;
  }, [screen, callId, runs]);
}
