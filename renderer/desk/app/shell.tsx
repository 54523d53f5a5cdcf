import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { useKeptFocus } from '../../ui/index.ts';
import { pausePlayback } from '../../ui/player/current.ts';
import { BarSlotsContext } from '../calls/bar-slots.tsx';
import { CallBar } from '../calls/call-bar.tsx';
import { DialerWatch } from '../campaigns/dialer-watch.tsx';
import { OverrideDialog } from '../campaigns/override-dialog.tsx';
import { ErasureDialog } from '../erasure/erasure-dialog.tsx';
import { ExportDialog } from '../exports/export-dialog.tsx';
import { MeasureRecordings } from '../library/measuring.tsx';
import { LateNotice } from '../missed/late-notice.tsx';
import { useCalls } from '../state/calls.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { TalkMain } from '../talk-scripts/run/talk-main.tsx';
import { DuePromises } from '../tasks/due-promises.tsx';
import { BAR_SLOTS } from './bar-parts.ts';
import { CurrentScreen } from './current-screen.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { KeysHelp } from './keys-help.tsx';
import { LossAnnouncer } from './loss-announcer.tsx';
import { Palette } from './palette.tsx';
import { Pane } from './pane.tsx';
import { paneContent } from './pane-model.ts';
import { PauseAnnouncer } from './pause-announcer.tsx';
import { Problems } from './problems.tsx';
import { Rail } from './rail.tsx';
import { RingAnnouncer } from './ring-announcer.tsx';
import classes from './shell.module.css';
import { StatusLine } from './status-line.tsx';
import { useCommands, useKeyboard } from './use-commands.ts';
import { usePastedNumber } from './use-pasted-number.ts';

/** The frame: rail at the left, call bar on top, the operator's work, and beside it who it is about. */
export function Shell() {
  const { t } = useTranslation('common');
  const [helpOpen, setHelpOpen] = useState(false);
  const run = useCommands(useCallback(() => setHelpOpen(true), []));
  useKeyboard(run);
  usePastedNumber();
  const screen = useNavigation((navigation) => navigation.screen);
  const opened = useNavigation((navigation) => navigation.opened);
  const openedOver = useNavigation((navigation) => navigation.openedOver);
  const calls = useCalls((state) => state);
  const content = paneContent(calls, { opened, openedOver });
  const talking = calls.calls.some(({ call }) => call.state === 'talking');
  // A recording in the ear of somebody who talks would be a third voice.
  useEffect(() => {
    if (talking) pausePlayback();
  }, [talking]);
  return (
    <div className={classes.frame}>
      <RingAnnouncer />
      <LossAnnouncer />
      <PauseAnnouncer />
      <DialerWatch />
      <MeasureRecordings />
      <Rail />
      <div className={classes.desk}>
        <BarSlotsContext value={BAR_SLOTS}>
          <CallBar />
        </BarSlotsContext>
        <Problems />
        <div className={classes.work} data-pane={content.kind !== 'none'}>
          <main className={classes.screen} aria-label={t('region.screen')} data-part="screen" tabIndex={-1}>
            <ErrorBoundary resetKey={screen}>
              <TalkMain>
                <CurrentScreen />
              </TalkMain>
            </ErrorBoundary>
          </main>
          {content.kind !== 'none' && (
            <Aside>
              <ErrorBoundary resetKey={JSON.stringify(opened)}>
                <Pane content={content} />
              </ErrorBoundary>
            </Aside>
          )}
        </div>
      </div>
      <div className={classes.status}>
        <StatusLine />
      </div>
      <DuePromises />
      <OverrideDialog />
      <ErasureDialog />
      <ExportDialog />
      <LateNotice />
      <Palette run={run} />
      <KeysHelp opened={helpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}

function Aside({ children }: { children: ReactNode }) {
  const { t } = useTranslation('common');
  const aside = useRef<HTMLElement>(null);
  // From the form to the card that it became.
  useKeptFocus(aside, aside);
  return (
    <aside
      ref={aside}
      className={classes.pane}
      aria-label={t('region.pane')}
      data-call-area=""
      data-part="pane"
      data-keeps-focus=""
      tabIndex={-1}
    >
      {children}
    </aside>
  );
}
