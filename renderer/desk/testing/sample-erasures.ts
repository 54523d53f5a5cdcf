import type { ErasureCertificate } from '../../../shared/contract/erasures.ts';
import type { FakeHandlers } from './fake-handlers.ts';

const AT = Date.UTC(2026, 10, 24, 10);

export const CERTIFICATE: ErasureCertificate = {
  id: '01900000-0000-7000-8000-0000000000d1',
  contactId: '01900000-0000-7000-8000-0000000000d2',
  at: AT,
  by: 'Irina',
  cause: 'asked',
  counts: { contact: 1, numbers: 2, notes: 3, calls: 14, recordings: 9, changes: 61 },
  stays: {
    ...{ heldCalls: 0, sharedNumbers: 1, doNotCall: 1, statistics: 14, auditLines: 40, setAside: 0 },
    backups: true,
    backupsUntil: AT + 35 * 86_400_000,
  },
  auditId: '01900000-0000-7000-8000-0000000000d3',
  auditHash: '9f2c41d07be8a3564c1f0e9d8b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b',
};

export const erasureHandlers = (): FakeHandlers => ({
  'erasures.look': () => ({ name: 'Anna Petrova', counts: CERTIFICATE.counts, stays: CERTIFICATE.stays }),
  'erasures.erase': () => CERTIFICATE,
  'erasures.list': () => [CERTIFICATE],
});
