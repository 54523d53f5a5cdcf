import type { AuditLine } from '../../../shared/contract/audit.ts';
import { useTranslation } from '../../i18n/index.ts';

const KNOWN = [
  'contact',
  'goods',
  'call',
  'recording',
  'task',
  'list',
  'lead',
  'talkRun',
  'change',
  'user',
  'request',
  'settings',
  'accounts',
  'outcomes',
  'doNotCall',
  'number',
  'results',
  'reports',
  'audit',
  'imports',
  'talkScripts',
  'session',
  'webhook',
  'training',
  'backup',
  'sealing',
  'reportViews',
  'targets',
  'review',
  'reviews',
  'scorecards',
  'ownFields',
  'segments',
  'holds',
  'hold',
  'retention',
  'machineMessage',
  'announcement',
  'backups',
  'erasures',
  'contacts',
] as const;

/** What it was done to, in words; what the program has no word for keeps its own. */
export function useSubject(): (line: Pick<AuditLine, 'subject'>) => string {
  const { t } = useTranslation('audit');
  return ({ subject }) => {
    const known = KNOWN.find((name) => name === subject);
    return known === undefined ? subject : t(`subject.${known}`);
  };
}

const VERBS = [
  'merge',
  'distinguish',
  'mergeCertain',
  'undoRun',
  'save',
  'change',
  'pay',
  'finish',
  'read',
  'create',
  'update',
  'remove',
  'archive',
  'publish',
  'undo',
  'export',
  'card',
  'get',
  'listen',
  'share',
  'erase',
  'override',
  'addNote',
  'assign',
  'login',
  'logout',
  'lock',
  'turnOn',
  'turnOff',
  'rename',
  'reorder',
  'reset',
  'restore',
  'plan',
  'key',
  'recover',
  'place',
  'release',
  'add',
  'setState',
  'begin',
  'cancel',
  'fill',
  'deny',
  'changePassword',
  'replayed',
  'report',
  'wrapUp',
  'complete',
  'postpone',
] as const;

/** What was done, in words, by the verb of its name (`area.verb`); a verb without a word keeps the whole name. */
export function useAction(): (line: Pick<AuditLine, 'action'>) => string {
  const { t } = useTranslation('audit');
  return ({ action }) => {
    const known = VERBS.find((verb) => verb === action.split('.').at(-1));
    return known === undefined ? action : t(`verb.${known}`);
  };
}
