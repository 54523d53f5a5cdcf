import type { z } from 'zod';
import { agentEvents, agentRequests } from './agent.ts';
import { announcementEvents, announcementRequests } from './announcement.ts';
import { auditRequests } from './audit.ts';
import { backupEvents, backupRequests } from './backups.ts';
import { boardEvents, boardRequests } from './board.ts';
import { callEvents, callRequests } from './calls.ts';
import { campaignEvents, campaignRequests, dialerEvents, dialerRequests } from './campaigns.ts';
import { contactEvents, contactRequests, userRequests } from './contacts.ts';
import type { RequestInput, RequestOutput } from './define.ts';
import { desktopEvents, desktopRequests } from './desktop.ts';
import { contactDirectoryEvents, contactDirectoryRequests } from './directories.ts';
import { documentRequests } from './documents.ts';
import { duplicateEvents, duplicateRequests } from './duplicates.ts';
import { erasureEvents, erasureRequests } from './erasures.ts';
import { exportEvents, exportRequests } from './exports.ts';
import { funnelRequests } from './funnel.ts';
import { goodsRequests } from './goods.ts';
import { handOverEvents, handOverRequests } from './handovers.ts';
import { holdRequests } from './holds.ts';
import { importDryRunEvents, importDryRunRequests } from './import-dry-runs.ts';
import { importQuestionRequests } from './import-questions.ts';
import { importEvents, importRequests } from './imports.ts';
import { libraryEvents, libraryRequests } from './library.ts';
import { machineMessageEvents, machineMessageRequests } from './machine-message.ts';
import { missedEvents, missedRequests } from './missed.ts';
import { missedPbxEvents, missedPbxRequests } from './missed-pbx.ts';
import { outcomeEvents, outcomeRequests } from './outcomes.ts';
import { ownFieldEvents, ownFieldRequests } from './own-fields.ts';
import { phoneCommands, phoneEvents, phoneRequests } from './phone.ts';
import { recordingShareEvents, recordingShareRequests } from './recording-shares.ts';
import { recordingRequests } from './recordings.ts';
import { reportViewRequests } from './report-views.ts';
import { reportRequests } from './reports.ts';
import { resultRequests } from './results.ts';
import { retentionEvents, retentionRequests } from './retention.ts';
import { reviewEvents, reviewRequests } from './reviews.ts';
import { scorecardEvents, scorecardRequests } from './scorecards.ts';
import { sealingEvents, sealingRequests } from './sealing.ts';
import { segmentRequests } from './segments.ts';
import { settingsEvents, settingsRequests } from './settings.ts';
import { talkRunEvents, talkRunRequests, talkScriptEvents, talkScriptRequests } from './talk-scripts.ts';
import { targetEvents, targetRequests } from './targets.ts';
import { taskEvents, taskRequests } from './tasks.ts';
import { trainingEvents, trainingRequests } from './training.ts';
import { directoryRequests, sessionEvents, sessionRequests } from './users.ts';
import { webhookRequests } from './webhook.ts';

/** Every question that the core answers. The client's type, the dispatcher and the test double come from here. */
export const requests = {
  ...callRequests,
  ...agentRequests,
  ...contactRequests,
  ...ownFieldRequests,
  ...duplicateRequests,
  ...goodsRequests,
  ...documentRequests,
  ...taskRequests,
  ...talkScriptRequests,
  ...outcomeRequests,
  ...talkRunRequests,
  ...userRequests,
  ...phoneRequests,
  ...recordingRequests,
  ...libraryRequests,
  ...recordingShareRequests,
  ...scorecardRequests,
  ...reviewRequests,
  ...importRequests,
  ...importDryRunRequests,
  ...importQuestionRequests,
  ...exportRequests,
  ...settingsRequests,
  ...desktopRequests,
  ...trainingRequests,
  ...resultRequests,
  ...reportRequests,
  ...reportViewRequests,
  ...funnelRequests,
  ...targetRequests,
  ...campaignRequests,
  ...dialerRequests,
  ...segmentRequests,
  ...machineMessageRequests,
  ...announcementRequests,
  ...missedRequests,
  ...webhookRequests,
  ...sessionRequests,
  ...directoryRequests,
  ...auditRequests,
  ...backupRequests,
  ...sealingRequests,
  ...missedPbxRequests,
  ...retentionRequests,
  ...holdRequests,
  ...boardRequests,
  ...erasureRequests,
  ...handOverRequests,
  ...contactDirectoryRequests,
} as const;

/** Everything that the core tells unasked. */
export const events = {
  ...callEvents,
  ...agentEvents,
  ...contactEvents,
  ...ownFieldEvents,
  ...duplicateEvents,
  ...taskEvents,
  ...talkScriptEvents,
  ...outcomeEvents,
  ...talkRunEvents,
  ...phoneEvents,
  ...libraryEvents,
  ...recordingShareEvents,
  ...scorecardEvents,
  ...reviewEvents,
  ...importEvents,
  ...importDryRunEvents,
  ...exportEvents,
  ...settingsEvents,
  ...desktopEvents,
  ...trainingEvents,
  ...campaignEvents,
  ...dialerEvents,
  ...machineMessageEvents,
  ...announcementEvents,
  ...missedEvents,
  ...sessionEvents,
  ...backupEvents,
  ...sealingEvents,
  ...missedPbxEvents,
  ...retentionEvents,
  ...boardEvents,
  ...handOverEvents,
  ...targetEvents,
  ...erasureEvents,
  ...duplicateEvents,
  ...contactDirectoryEvents,
} as const;

export { phoneCommands };

export type RequestMap = typeof requests;
export type RequestName = keyof RequestMap;
export type Input<K extends RequestName> = RequestInput<RequestMap[K]>;
export type Output<K extends RequestName> = RequestOutput<RequestMap[K]>;

export type EventMap = typeof events;
export type EventName = keyof EventMap;
export type EventPayload<K extends EventName> = z.output<EventMap[K]>;

export type PhoneCommandMap = typeof phoneCommands;
export type PhoneCommandName = keyof PhoneCommandMap;
export type PhoneCommandInput<K extends PhoneCommandName> = z.output<PhoneCommandMap[K]['input']>;
