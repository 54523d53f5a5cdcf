// A person of whom a profile has everything that a program can have, beside others who must not be touched.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { v7 as uuid } from 'uuid';
import type { Db } from '../../db/open.ts';
import type { Repositories } from '../../db/repositories/index.ts';
import { openBlocks } from '../../db/repositories/reports/blocks.ts';
import { callRecord, draft, HOME } from '../../db/testing.ts';
import { documentPath } from '../../electron/core/documents/paths.ts';
import { createErasures } from '../../electron/core/erasures/erasures.ts';
import { silentLog } from '../../electron/core/host/log.ts';
import { levelsPathOf, recordingPath } from '../../electron/core/recordings/paths.ts';
import { CampaignDraft } from '../../shared/contract/campaigns.ts';
import { DEFAULT_RULES } from '../../shared/domain/pacing/campaign.ts';
import { readNumber } from '../../shared/domain/phone-number/index.ts';
import { columnsOf, type MeasuredCall } from '../../shared/domain/reports/columns.ts';
import { openProfile } from './backup-base.ts';

export const NAME = 'Zinaida Quillfeather';
/** Hers alone, and one that she shares with her brother. */
export const OWN = '+79167654321';
export const SHARED = '+74951112233';
/** What must stand nowhere afterwards. */
export const TRACES = [
  'quillfeather',
  'zinaida',
  '79167654321',
  '9167654321',
  '916 765-43-21',
  'zq@',
  'aubergine',
];
/** A word that only her notes, promises and answers have. */
const WORD = 'aubergine';
const START = Date.UTC(2026, 10, 1, 9);

const CALL: MeasuredCall = {
  direction: 'inbound',
  result: 'answered',
  startedAt: START,
  answeredAt: null,
  endedAt: null,
  heldMs: 0,
  wrappedUpAt: null,
  party: 0,
  keys: { agent: null, line: null, list: null, outcome: null, channel: null, region: null },
};

export interface Person {
  readonly contactId: string;
  readonly brotherId: string;
  readonly callIds: readonly string[];
  readonly sounds: readonly string[];
}

export function addSound(repos: Repositories, dataDir: string, callId: string, startedAt: number): string {
  const id = uuid();
  const path = recordingPath(join(dataDir, 'recordings'), { id, startedAt });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, WORD);
  writeFileSync(levelsPathOf(path), WORD);
  repos.recordings.create({ id, callId, mime: 'audio/webm', startedAt });
  repos.recordings.finish(id, { state: 'finished', durationMs: 60_000, bytes: 9, sha256: 'a'.repeat(64) });
  return path;
}

/** Her papers, a file of hers alone, and one that her firm sends to everybody. */
function addGoods(repos: Repositories, dataDir: string, contactId: string): void {
  const { goods } = repos;
  const eur = { minor: 1990, currency: 'EUR' };
  goods.purchases.create(contactId, { name: WORD, serial: `${WORD}-7`, quantity: 1, note: NAME });
  goods.contracts.create(contactId, { number: `${WORD}/24`, subject: NAME, state: 'signed' });
  goods.invoices.create(contactId, {
    ...{ number: `${WORD}-118`, subject: WORD, issuedOn: '2026-11-01', amount: eur, paidMinor: 0 },
  });
  goods.encounters.create(contactId, { kind: 'visit', at: START, text: `Showed the ${WORD}` });
  for (const text of [`all about ${WORD}`, 'price list']) {
    const sha256 = createHash('sha256').update(text).digest('hex');
    const path = documentPath(join(dataDir, 'documents'), sha256);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    goods.documents.create(contactId, {
      ...{ fileName: `${WORD}.txt`, mediaType: 'text/plain', size: text.length, sha256 },
    });
  }
}

/** @param talks her calls; each third one is recorded */
export function addPerson(db: Db, repos: Repositories, dataDir: string, talks = 6): Person {
  const her = (name: string) =>
    draft({
      name,
      about: `likes ${WORD}`,
      organisationName: 'Sun and Sons',
      tags: ['vip'],
      phones: [
        { number: '+7 916 765-43-21', label: 'mobile', main: true },
        { number: SHARED, label: 'work', main: false },
      ],
      emails: [{ address: 'zq@example.org' }],
    });
  const { id: contactId } = repos.contacts.create(her(`${NAME} of Old`));
  const { id: brotherId } = repos.contacts.create(
    draft({ name: 'Boris Stone', phones: [{ number: SHARED, label: 'work', main: true }] }),
  );
  // Her brother has one of her files too: it stays his.
  const shared = createHash('sha256').update('price list').digest('hex');
  repos.goods.documents.create(brotherId, {
    ...{ fileName: 'prices.txt', mediaType: 'text/plain', size: 10, sha256: shared },
  });
  const reading = readNumber(OWN, HOME);
  const matches = [{ contactId, name: NAME, reason: 'mainNumber' as const }];
  const sounds: string[] = [];
  const callIds = Array.from({ length: talks }, (_, n) => {
    const startedAt = START + n * 3_600_000;
    const remote = { number: OWN, displayName: NAME, anonymous: false };
    const record = callRecord(
      { startedAt, remote },
      // The second is from before she was known.
      {
        ...(n === 1 ? {} : { contactId }),
        identity: { reading, matches: n === 1 ? [] : matches },
        note: `${WORD} ${n}`,
      },
    );
    const { id, accountId } = record.call;
    repos.calls.saveWithFact(record, { kind: 'incoming', callId: id, at: startedAt, accountId, remote });
    repos.quality.addMessages(id, [
      { at: startedAt, direction: 'received', text: `INVITE From: <sip:${OWN}@pbx>` },
    ]);
    if (n % 3 === 0) sounds.push(addSound(repos, dataDir, id, startedAt));
    return id;
  });
  const [recording] = repos.recordings.byCall(callIds[0] ?? '');
  repos.library.comments.add({ recordingId: recording?.id ?? '', atMs: 100, text: `says ${WORD}` });
  // Her brother rang from the number that they share: she was among those who might have.
  const remote = { number: SHARED, displayName: '', anonymous: false };
  const hisMatch = { contactId: brotherId, name: 'Boris Stone', reason: 'otherNumber' as const };
  const his = callRecord(
    { startedAt: START, remote },
    {
      contactId: brotherId,
      identity: { reading: readNumber(SHARED, HOME), matches: [...matches, hisMatch] },
    },
  );
  const { id: callId, accountId } = his.call;
  repos.calls.saveWithFact(his, { kind: 'incoming', callId, at: START, accountId, remote });
  repos.notes.add(contactId, `${WORD} for ${NAME}`);
  addGoods(repos, dataDir, contactId);
  repos.tasks.create({
    title: `Call ${NAME} about ${WORD}`,
    dueAt: START + 1e9,
    zone: 'UTC',
    contactId,
    phone: OWN,
  });
  repos.lookup.remember(reading, contactId);
  const campaignId = repos.campaigns.create(
    CampaignDraft.parse({ name: 'Autumn', pace: 'preview', ownerIds: [], rules: DEFAULT_RULES }),
  ).id;
  repos.leads.addTo(campaignId, contactId);
  repos.missed.report(
    { key: OWN, number: OWN, contactId },
    { ref: 'own:1', source: 'own', at: START, endedAt: START + 9_000, cause: 'leftQueue', line: 'main' },
    { dueAt: (since) => since + 900_000 },
  );
  const importId = uuid();
  repos.imports.create({ id: importId, fileName: 'spring.csv' });
  repos.imports.reject(importId, [
    { line: 2, reason: 'noNumber', cells: [NAME, '8 (916) 765-43-21'] },
    { line: 3, reason: 'noNumber', cells: ['Somebody Else', '12'] },
  ]);
  repos.imports.update(importId, { state: 'done' });
  mkdirSync(join(dataDir, 'imports', importId), { recursive: true });
  writeFileSync(join(dataDir, 'imports', importId, 'upload'), `${NAME};${OWN}`);
  writeFileSync(join(dataDir, 'ringdesk.db.backup-14-2026-11-01'), `${NAME} ${OWN}`);
  db.sqlite
    .prepare(
      `insert into reviews (id, created_at, updated_at, task_id, recording_id, call_id, talk_at, scorecard_id, version_id, state, round,
         operator_id, reviewer_id, judgements, proposals, summary, failed)
       values (?, 1, 1, 't', ?, ?, ?, 's', 'v', 'published', 'first', 'o', 'r', ?, '{}', ?, 0)`,
    )
    .run(
      uuid(),
      recording?.id,
      callIds[0],
      START,
      JSON.stringify({ a: { comment: WORD } }),
      `Promised ${WORD}`,
    );
  const run = uuid();
  db.sqlite
    .prepare(
      `insert into talk_runs (id, created_at, updated_at, call_id, script_id, version_id, contact_id, language, facts, moves, taken_back, carried_out, state, started_at)
       values (?, 1, 1, ?, 's', 'v', ?, 'en', ?, ?, '[]', '[]', 'finished', ?)`,
    )
    .run(
      run,
      callIds[0],
      contactId,
      JSON.stringify({ contact: { name: NAME } }),
      JSON.stringify([{ answer: WORD }]),
      START,
    );
  repos.audit.add({
    kind: 'overridden',
    action: 'dial.override',
    subject: 'number',
    detail: { number: OWN, reason: WORD },
  });
  repos.audit.add({
    kind: 'changed',
    action: 'tasks.create',
    subject: 'task',
    detail: { asked: `{"title":"${NAME}"}` },
  });
  repos.audit.add({
    kind: 'seen',
    action: 'contacts.card',
    subject: 'contact',
    subjectId: brotherId,
    detail: {},
  });
  // What was there before is in the free space of the file.
  repos.contacts.update(contactId, repos.contacts.get(contactId)?.version ?? 0, her(NAME));
  const blocks = openBlocks(join(dataDir, 'ringdesk.db.reports'));
  blocks.put('x', columnsOf(20_758, [{ ...CALL, startedAt: START, party: Number(OWN.slice(1)) }]));
  blocks.close();
  return { contactId, brotherId, callIds, sounds };
}

export function openErasures(dataDir: string) {
  const { db, repos } = openProfile(dataDir);
  const erasures = createErasures({
    db,
    repositories: repos,
    dataDir,
    now: Date.now,
    busy: () => false,
    hour: () => 12,
    live: () => [],
    backups: () => ({ backups: false }),
    flushAudit() {},
    onErased() {},
    onChanged() {},
    log: silentLog,
  });
  const ask = erasures.handlers as unknown as {
    [name: string]: (input: unknown) => Promise<Record<string, unknown>>;
  };
  return { db, repos, erasures, ask };
}
