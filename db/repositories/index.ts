import type { Db } from '../open.ts';
import { type Accounts, createAccounts } from './accounts/accounts.ts';
import { type Audit, createAudit } from './audit/audit.ts';
import { type Calls, createCalls } from './calls/calls.ts';
import { type Campaigns, createCampaigns } from './campaigns/campaigns.ts';
import { createLeads, type Leads } from './campaigns/leads.ts';
import { type Changes, createChanges } from './change.ts';
import { type Contacts, createContacts } from './contacts/contacts.ts';
import type { Context } from './context.ts';
import { createDirectories, type Directories } from './directories/directories.ts';
import { createDoNotCall, type DoNotCall } from './do-not-call/do-not-call.ts';
import { createMergeRuns, type MergeRuns } from './duplicates/merge-runs.ts';
import { createMerges, type Merges } from './duplicates/merges.ts';
import { createErasures, type Erasures } from './erasures/erasures.ts';
import { createGoods, type Goods } from './goods/goods.ts';
import { createHandOvers, type HandOvers } from './handovers/handovers.ts';
import { createImportsAside, type ImportsAside } from './imports/aside.ts';
import { createImports, type Imports } from './imports/imports.ts';
import { createImportMappings, type ImportMappings } from './imports/mappings.ts';
import { createLibrary, type Library } from './library/library.ts';
import { createRecordingShares, type RecordingShares } from './library/shares.ts';
import { createLibraryUpkeep } from './library/upkeep.ts';
import { createLookup, type Lookup } from './lookup/lookup.ts';
import { createMissed, type Missed } from './missed/missed.ts';
import { createNotes, type Notes } from './notes/notes.ts';
import { type CarriedOutStore, createCarriedOut } from './outcomes/carried-out.ts';
import { createOutcomes, type Outcomes } from './outcomes/outcomes.ts';
import { createOwnFieldReader, createOwnFields, type OwnFields } from './own-fields/own-fields.ts';
import { createQuality, type Quality } from './quality/quality.ts';
import { createRecordings, type Recordings } from './recordings/recordings.ts';
import { createReportViews, type ReportViews } from './reports/views.ts';
import { createRetention, type Retention } from './retention/retention.ts';
import { createReviewCandidates, type ReviewCandidates } from './reviews/candidates.ts';
import { createReviews, type Reviews } from './reviews/reviews.ts';
import { createScorecards, type Scorecards } from './reviews/scorecards.ts';
import { createReviewTasks, type ReviewTasks } from './reviews/tasks.ts';
import { createOwners, type OwnersOf } from './rights/owners.ts';
import { createSearch, type Search } from './search/search.ts';
import { createSearchIndex } from './search/search-index.ts';
import { createVocabulary } from './search/vocabulary.ts';
import { createSegments, type Segments } from './segments/segments.ts';
import { createSettings, type SettingsStore } from './settings/settings.ts';
import { createTalkRuns, type TalkRuns } from './talk-runs/talk-runs.ts';
import { createTalkScripts, type TalkScripts } from './talk-scripts/talk-scripts.ts';
import { createTargets, type Targets } from './targets/targets.ts';
import { createOccasions, type Occasions } from './tasks/occasions.ts';
import { createReminderRules, type ReminderRules } from './tasks/rules.ts';
import { createTasks, type Tasks } from './tasks/tasks.ts';
import { createLogins, type Logins } from './users/logins.ts';
import { createPlaces, type Places } from './users/places.ts';
import { createUsers, type Users } from './users/users.ts';

export type { StoredAccount } from './accounts/accounts.ts';
export type { CallRecord } from './calls/record.ts';
export { viewOfNew } from './calls/view.ts';
export type { StoredCampaign } from './campaigns/campaigns.ts';
export type { CallingFacts, DialableNumber } from './campaigns/facts.ts';
export type { Changed } from './change.ts';
export { type ContactState, EMPTY_CONTACT } from './contacts/aggregate.ts';
export type { Context } from './context.ts';
export type { DirectoryConflict, DirectoryLink, StoredDirectory } from './directories/directories.ts';
export type { Party } from './missed/talks.ts';
export type { CarriedOut } from './outcomes/carried-out.ts';
export type { ReviewCandidate } from './reviews/candidates.ts';
export type { JudgedReview, ReviewFilter, StoredReview } from './reviews/reviews.ts';
export type { PublishedScript } from './talk-scripts/rows.ts';

/** Everything that can be asked of the base and done to it. One set for each connection; its statements are prepared once. */
export interface Repositories {
  readonly users: Users;
  readonly places: Places;
  readonly logins: Logins;
  readonly contacts: Contacts;
  readonly ownFields: OwnFields;
  readonly merges: Merges;
  readonly mergeRuns: MergeRuns;
  readonly notes: Notes;
  readonly goods: Goods;
  readonly calls: Calls;
  readonly recordings: Recordings;
  readonly library: Library;
  readonly recordingShares: RecordingShares;
  readonly retention: Retention;
  readonly scorecards: Scorecards;
  readonly reviewTasks: ReviewTasks;
  readonly reviews: Reviews;
  readonly reviewCandidates: ReviewCandidates;
  readonly erasures: Erasures;
  readonly quality: Quality;
  readonly tasks: Tasks;
  readonly talkScripts: TalkScripts;
  readonly reminderRules: ReminderRules;
  readonly occasions: Occasions;
  readonly outcomes: Outcomes;
  readonly targets: Targets;
  readonly reportViews: ReportViews;
  readonly talkRuns: TalkRuns;
  readonly accounts: Accounts;
  readonly settings: SettingsStore;
  readonly changes: Pick<Changes, 'undo'>;
  readonly lookup: Lookup;
  readonly search: Search;
  readonly imports: Imports;
  readonly importMappings: ImportMappings;
  readonly importsAside: ImportsAside;
  readonly handOvers: HandOvers;
  readonly campaigns: Campaigns;
  readonly leads: Leads;
  readonly doNotCall: DoNotCall;
  readonly segments: Segments;
  readonly missed: Missed;
  readonly directories: Directories;
  readonly audit: Audit;
  readonly carriedOut: CarriedOutStore;
  /** Whose a record is: for the judgement of rights. */
  readonly ownersOf: OwnersOf;
}

export function createRepositories(db: Db, context: Context): Repositories {
  const deps = { ...context, db };
  const changes = createChanges(deps);
  const ownFields = createOwnFields(deps, changes, createOwnFieldReader(db.sqlite));
  const vocabulary = createVocabulary(db);
  const index = createSearchIndex(db.sqlite, vocabulary, ownFields);
  const search = createSearch(deps, vocabulary, ownFields);
  const lookup = createLookup(deps, changes);
  const notes = createNotes(deps, changes, index);
  const audit = createAudit(deps, changes);
  const upkeep = createLibraryUpkeep(deps);
  const outcomes = createOutcomes(deps, changes);
  const users = createUsers(deps, changes);
  const campaigns = createCampaigns(deps, changes);
  const leads = createLeads(deps, changes, search, (id) => campaigns.pacing(id)?.rules);
  return {
    users,
    places: createPlaces(deps, changes, users),
    logins: createLogins(deps),
    contacts: createContacts(deps, { changes, index, search, lookup, notes, leads, ownFields }),
    ownFields,
    merges: createMerges(deps, { changes, index, leads }),
    mergeRuns: createMergeRuns(deps),
    notes,
    goods: createGoods(deps, changes, index),
    calls: createCalls(deps, changes, { index, search, upkeep }),
    recordings: createRecordings(deps, changes, upkeep),
    recordingShares: createRecordingShares(deps, changes),
    library: createLibrary(deps, changes, search, upkeep),
    retention: createRetention(deps, changes),
    scorecards: createScorecards(deps, changes),
    reviewTasks: createReviewTasks(deps, changes),
    reviews: createReviews(deps, changes, upkeep),
    reviewCandidates: createReviewCandidates(deps),
    erasures: createErasures(deps, changes, audit),
    quality: createQuality(deps),
    tasks: createTasks(deps, changes),
    talkScripts: createTalkScripts(deps, changes),
    reminderRules: createReminderRules(deps, changes),
    occasions: createOccasions(deps),
    outcomes,
    targets: createTargets(deps, changes),
    reportViews: createReportViews(deps, changes),
    talkRuns: createTalkRuns(deps, changes),
    accounts: createAccounts(deps),
    settings: createSettings(deps),
    changes: { undo: (changeId) => changes.undo(changeId) },
    lookup,
    search,
    imports: createImports(deps),
    importMappings: createImportMappings(deps, changes),
    importsAside: createImportsAside(deps),
    handOvers: createHandOvers(deps, changes),
    campaigns,
    leads,
    doNotCall: createDoNotCall(deps, changes, search),
    segments: createSegments(deps, changes, search, ownFields),
    missed: createMissed(deps, changes, outcomes),
    directories: createDirectories(deps),
    audit,
    carriedOut: createCarriedOut(audit),
    ownersOf: createOwners(deps),
  };
}
