import type { AuditLine } from '../../../shared/contract/audit.ts';
import { useTranslation } from '../../i18n/index.ts';

const KNOWN = [
  'contact',
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
] as const;

/** What it was done to, in words; what the program has no word for keeps its own. */
export function useSubject(): (line: Pick<AuditLine, 'subject'>) => string {
  const { t } = useTranslation('audit');
  return ({ subject }) => {
    const known = KNOWN.find((name) => name === subject);
    return known === undefined ? subject : t(`subject.${known}`);
  };
}
