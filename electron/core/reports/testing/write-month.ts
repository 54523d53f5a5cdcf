import { v7 } from 'uuid';
import { createRepositories } from '../../../../db/repositories/index.ts';
import { callRecord, HOME, type TestBase } from '../../../../db/testing.ts';
import type { CallEnd } from '../../../../shared/domain/call/call.ts';
import { MONTH, measured, PETRO } from '../../../../shared/domain/reports/testing/month.ts';

export const callId = (n: number): string => `01900000-0000-7000-8000-${String(9000 + n).padStart(12, '0')}`;

/** The month as the core writes it: a call that ends with an open wrap-up, which is closed later. */
export function writeMonth(base: TestBase): void {
  base.repos.users.save({ id: PETRO, name: 'Petro' });
  for (const [n, line] of Object.entries(MONTH)) {
    const call = measured(line);
    const repos = createRepositories(base.db, {
      now: () => base.clock.now,
      newId: v7,
      actorId: () => line.who,
      home: () => HOME,
    });
    const record = callRecord(
      {
        id: callId(Number(n)),
        accountId: 'main',
        direction: call.direction,
        startedAt: call.startedAt,
        ...(call.answeredAt === null ? { answeredAt: undefined } : { answeredAt: call.answeredAt }),
        endedAt: call.endedAt ?? call.startedAt,
        heldMs: call.heldMs,
        remote:
          line.party === 0
            ? { number: '', displayName: '', anonymous: true }
            : { number: `+79160000${line.party + 100}`, displayName: '', anonymous: false },
        end: { result: line.result, cause: 'hangup', by: 'customer' } as CallEnd,
      } as never,
      {
        ...(line.outcome === undefined ? {} : { outcome: line.outcome }),
        ...(line.list === undefined ? {} : { campaignId: line.list }),
        wrapUp: 'open',
      },
    );
    repos.calls.save(record);
    base.clock.now = call.wrappedUpAt ?? call.endedAt ?? 0;
    if (line.wrapUp !== undefined) repos.calls.save({ ...record, wrapUp: 'done' });
  }
}
