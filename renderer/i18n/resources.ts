// The catalogues. All of them are bundled: they are small, and a language must change without waiting for anything.
import enAgent from './en/agent.json';
import enAudit from './en/audit.json';
import enBackups from './en/backups.json';
import enBoard from './en/board.json';
import enCalls from './en/calls.json';
import enCampaigns from './en/campaigns.json';
import enCommon from './en/common.json';
import enContacts from './en/contacts.json';
import enDirectories from './en/directories.json';
import enDuplicates from './en/duplicates.json';
import enErasure from './en/erasure.json';
import enErrors from './en/errors.json';
import enExports from './en/exports.json';
import enFunnel from './en/funnel.json';
import enGoods from './en/goods.json';
import enImports from './en/imports.json';
import enLibrary from './en/library.json';
import enMissed from './en/missed.json';
import enOutcomes from './en/outcomes.json';
import enOwnFields from './en/ownFields.json';
import enPeople from './en/people.json';
import enQuality from './en/quality.json';
import enReports from './en/reports.json';
import enResults from './en/results.json';
import enRetention from './en/retention.json';
import enReviews from './en/reviews.json';
import enScriptStudio from './en/scriptStudio.json';
import enSealing from './en/sealing.json';
import enSession from './en/session.json';
import enSettings from './en/settings.json';
import enTalkScripts from './en/talkScripts.json';
import enTargets from './en/targets.json';
import enTasks from './en/tasks.json';
import enTraining from './en/training.json';
import ruAgent from './ru/agent.json';
import ruAudit from './ru/audit.json';
import ruBackups from './ru/backups.json';
import ruBoard from './ru/board.json';
import ruCalls from './ru/calls.json';
import ruCampaigns from './ru/campaigns.json';
import ruCommon from './ru/common.json';
import ruContacts from './ru/contacts.json';
import ruDirectories from './ru/directories.json';
import ruDuplicates from './ru/duplicates.json';
import ruErasure from './ru/erasure.json';
import ruErrors from './ru/errors.json';
import ruExports from './ru/exports.json';
import ruFunnel from './ru/funnel.json';
import ruGoods from './ru/goods.json';
import ruImports from './ru/imports.json';
import ruLibrary from './ru/library.json';
import ruMissed from './ru/missed.json';
import ruOutcomes from './ru/outcomes.json';
import ruOwnFields from './ru/ownFields.json';
import ruPeople from './ru/people.json';
import ruQuality from './ru/quality.json';
import ruReports from './ru/reports.json';
import ruResults from './ru/results.json';
import ruRetention from './ru/retention.json';
import ruReviews from './ru/reviews.json';
import ruScriptStudio from './ru/scriptStudio.json';
import ruSealing from './ru/sealing.json';
import ruSession from './ru/session.json';
import ruSettings from './ru/settings.json';
import ruTalkScripts from './ru/talkScripts.json';
import ruTargets from './ru/targets.json';
import ruTasks from './ru/tasks.json';
import ruTraining from './ru/training.json';
import ukAgent from './uk/agent.json';
import ukAudit from './uk/audit.json';
import ukBackups from './uk/backups.json';
import ukBoard from './uk/board.json';
import ukCalls from './uk/calls.json';
import ukCampaigns from './uk/campaigns.json';
import ukCommon from './uk/common.json';
import ukContacts from './uk/contacts.json';
import ukDirectories from './uk/directories.json';
import ukDuplicates from './uk/duplicates.json';
import ukErasure from './uk/erasure.json';
import ukErrors from './uk/errors.json';
import ukExports from './uk/exports.json';
import ukFunnel from './uk/funnel.json';
import ukGoods from './uk/goods.json';
import ukImports from './uk/imports.json';
import ukLibrary from './uk/library.json';
import ukMissed from './uk/missed.json';
import ukOutcomes from './uk/outcomes.json';
import ukOwnFields from './uk/ownFields.json';
import ukPeople from './uk/people.json';
import ukQuality from './uk/quality.json';
import ukReports from './uk/reports.json';
import ukResults from './uk/results.json';
import ukRetention from './uk/retention.json';
import ukReviews from './uk/reviews.json';
import ukScriptStudio from './uk/scriptStudio.json';
import ukSealing from './uk/sealing.json';
import ukSession from './uk/session.json';
import ukSettings from './uk/settings.json';
import ukTalkScripts from './uk/talkScripts.json';
import ukTargets from './uk/targets.json';
import ukTasks from './uk/tasks.json';
import ukTraining from './uk/training.json';

/** English names the keys: a key that is not in it does not compile. */
export const en = {
  common: enCommon,
  duplicates: enDuplicates,
  erasure: enErasure,
  exports: enExports,
  errors: enErrors,
  backups: enBackups,
  directories: enDirectories,
  board: enBoard,
  sealing: enSealing,
  calls: enCalls,
  agent: enAgent,
  contacts: enContacts,
  targets: enTargets,
  tasks: enTasks,
  funnel: enFunnel,
  goods: enGoods,
  imports: enImports,
  quality: enQuality,
  session: enSession,
  audit: enAudit,
  people: enPeople,
  settings: enSettings,
  training: enTraining,
  campaigns: enCampaigns,
  talkScripts: enTalkScripts,
  reviews: enReviews,
  scriptStudio: enScriptStudio,
  missed: enMissed,
  library: enLibrary,
  outcomes: enOutcomes,
  ownFields: enOwnFields,
  results: enResults,
  reports: enReports,
  retention: enRetention,
};

export const resources = {
  en,
  ru: {
    common: ruCommon,
    duplicates: ruDuplicates,
    erasure: ruErasure,
    exports: ruExports,
    errors: ruErrors,
    backups: ruBackups,
    directories: ruDirectories,
    board: ruBoard,
    sealing: ruSealing,
    calls: ruCalls,
    agent: ruAgent,
    contacts: ruContacts,
    targets: ruTargets,
    tasks: ruTasks,
    funnel: ruFunnel,
    goods: ruGoods,
    imports: ruImports,
    quality: ruQuality,
    session: ruSession,
    audit: ruAudit,
    people: ruPeople,
    settings: ruSettings,
    training: ruTraining,
    campaigns: ruCampaigns,
    talkScripts: ruTalkScripts,
    reviews: ruReviews,
    scriptStudio: ruScriptStudio,
    missed: ruMissed,
    library: ruLibrary,
    outcomes: ruOutcomes,
    ownFields: ruOwnFields,
    results: ruResults,
    reports: ruReports,
    retention: ruRetention,
  },
  uk: {
    common: ukCommon,
    duplicates: ukDuplicates,
    erasure: ukErasure,
    exports: ukExports,
    errors: ukErrors,
    backups: ukBackups,
    directories: ukDirectories,
    board: ukBoard,
    sealing: ukSealing,
    calls: ukCalls,
    agent: ukAgent,
    contacts: ukContacts,
    targets: ukTargets,
    tasks: ukTasks,
    funnel: ukFunnel,
    goods: ukGoods,
    imports: ukImports,
    quality: ukQuality,
    session: ukSession,
    audit: ukAudit,
    people: ukPeople,
    settings: ukSettings,
    training: ukTraining,
    campaigns: ukCampaigns,
    talkScripts: ukTalkScripts,
    reviews: ukReviews,
    scriptStudio: ukScriptStudio,
    missed: ukMissed,
    library: ukLibrary,
    outcomes: ukOutcomes,
    ownFields: ukOwnFields,
    results: ukResults,
    reports: ukReports,
    retention: ukRetention,
  },
};

export type Namespace = keyof typeof en;
