import type { Repositories } from '../../../db/repositories/index.ts';
import { AUDIT_EXPORT_ROWS, type auditRequests } from '../../../shared/contract/audit.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Context } from '../host/dispatch.ts';
import { safeCsv } from '../imports/csv-text.ts';
import type { Trail } from './trail.ts';

export function auditHandlers(options: {
  readonly repositories: Pick<Repositories, 'audit'>;
  readonly trail: Pick<Trail, 'flush'>;
  readonly now: () => number;
}): Handlers<typeof auditRequests, Context> {
  const { repositories, trail, now } = options;
  const { audit } = repositories;
  return {
    'audit.list': (filter) => {
      trail.flush();
      const lines = audit.search({ ...filter, limit: filter.limit + 1 });
      return { lines: lines.slice(0, filter.limit), more: lines.length > filter.limit };
    },
    'audit.verify': () => {
      trail.flush();
      return audit.verify();
    },
    'audit.export': ({ headings, ...filter }) => {
      trail.flush();
      const lines = audit.search({ ...filter, limit: AUDIT_EXPORT_ROWS + 1 });
      if (lines.length > AUDIT_EXPORT_ROWS)
        throw new Failure('exportTooLarge', { rows: lines.length, limit: AUDIT_EXPORT_ROWS });
      const rows = lines.map((line) => [
        new Date(line.at).toISOString(),
        line.actorName || line.actorId,
        line.kind,
        line.action,
        line.subject,
        line.subjectId ?? '',
        line.contactName ?? '',
        JSON.stringify(line.detail),
      ]);
      return {
        // Nothing of the asker's is in it: a name could be a path.
        fileName: `ringdesk-audit-${new Date(now()).toISOString().slice(0, 10)}.csv`,
        bytes: new TextEncoder().encode(`\ufeff${safeCsv([headings, ...rows], ',')}`),
      };
    },
  };
}
