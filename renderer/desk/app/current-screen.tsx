import { lazy, memo, Suspense } from 'react';
import { AuditScreen } from '../audit/audit-screen.tsx';
import { BackupSettings } from '../backups/backup-settings.tsx';
import { BoardScreen } from '../board/board-screen.tsx';
import { CallLogScreen } from '../calls/call-log-screen.tsx';
import { DoNotCallScreen } from '../campaigns/do-not-call-screen.tsx';
import { ListsScreen } from '../campaigns/lists-screen.tsx';
import { CustomersScreen } from '../contacts/list/customers-screen.tsx';
import { DirectorySettings } from '../directories/directory-settings.tsx';
import { DuplicatesScreen } from '../duplicates/duplicates-screen.tsx';
import { Certificates } from '../erasure/certificates.tsx';
import { ImportScreen } from '../imports/import-screen.tsx';
import { LibraryScreen } from '../library/library-screen.tsx';
import { Listening } from '../library/listening.tsx';
import { MissedScreen } from '../missed/missed-screen.tsx';
import { MissedSettings } from '../missed/missed-settings.tsx';
import { OutcomeSettings } from '../outcomes/outcome-settings.tsx';
import { OwnFieldSettings } from '../own-fields/own-field-settings.tsx';
import { PeopleSettings } from '../people/people-settings.tsx';
import { ShiftCheck, ShiftCheckToday } from '../quality/shift-check.tsx';
import { TargetLine } from '../results/targets/target-line.tsx';
import { RetentionSettings } from '../retention/retention-settings.tsx';
import { SealingSettings } from '../sealing/sealing-settings.tsx';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { ScriptsScreen } from '../talk-scripts/studio/scripts-screen.tsx';
import { ReminderSettings } from '../tasks/reminder-settings.tsx';
import { TasksScreen } from '../tasks/tasks-screen.tsx';
import { TodayScreen } from '../tasks/today-screen.tsx';
import { TrainingScreen } from '../training/training-screen.tsx';

// With its charts, which are heavier than the rest of the desk: it comes when it is first opened.
const ResultsScreen = lazy(async () => ({
  default: (await import('../results/results-screen.tsx')).ResultsScreen,
}));
/** With charts as well. */
const ReviewsScreen = lazy(async () => ({
  default: (await import('../reviews/reviews-screen.tsx')).ReviewsScreen,
}));
/** The calendar's kit is large, and most of a shift nobody opens it. */
const PlanScreen = lazy(() =>
  import('../tasks/plan-screen.tsx').then(({ PlanScreen }) => ({ default: PlanScreen })),
);

/** Memoised, as the other parts of the frame: a ring changes the bar and the pane, and nothing else is rendered. */
export const CurrentScreen = memo(function CurrentScreen() {
  const screen = useNavigation((navigation) => navigation.screen);
  switch (screen) {
    case 'today':
      return (
        <TodayScreen
          first={
            <>
              <TargetLine />
              <ShiftCheckToday />
            </>
          }
        />
      );
    case 'promises':
      return <TasksScreen />;
    case 'calendar':
      return (
        <Suspense>
          <PlanScreen />
        </Suspense>
      );
    case 'calls':
      return <CallLogScreen />;
    case 'missed':
      return <MissedScreen />;
    case 'board':
      return <BoardScreen />;
    case 'customers':
      return <CustomersScreen />;
    case 'recordings':
      return <LibraryScreen />;
    case 'reviews':
      return (
        <Suspense>
          <ReviewsScreen player={(talk) => <Listening key={talk.row.recordingId} tall {...talk} />} />
        </Suspense>
      );
    case 'results':
      return (
        <Suspense>
          <ResultsScreen />
        </Suspense>
      );
    case 'lists':
      return <ListsScreen />;
    case 'doNotCall':
      return <DoNotCallScreen />;
    case 'scripts':
      return <ScriptsScreen />;
    case 'duplicates':
      return <DuplicatesScreen />;
    case 'imports':
      return <ImportScreen />;
    case 'training':
      return <TrainingScreen />;
    case 'audit':
      return <AuditScreen />;
    case 'settings':
      return (
        <SettingsScreen
          soundCheck={<ShiftCheck />}
          missed={<MissedSettings />}
          ownFields={<OwnFieldSettings />}
          outcomes={<OutcomeSettings />}
          reminders={<ReminderSettings />}
          sealing={<SealingSettings />}
          backups={<BackupSettings />}
          people={<PeopleSettings />}
          directories={<DirectorySettings />}
          retention={
            <>
              <RetentionSettings />
              <Certificates />
            </>
          }
        />
      );
  }
});
