import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkIntegrity } from '../../../db/integrity.ts';
import { ensureMe } from '../../../db/me.ts';
import { type Db, openDatabase } from '../../../db/open.ts';
import { createRepositories, type Repositories } from '../../../db/repositories/index.ts';
import { ScorecardDraft } from '../../../shared/contract/scorecards.ts';
import { ScriptDraft } from '../../../shared/contract/talk-scripts.ts';
import { criteriaOf, faultsOf } from '../../../shared/domain/review/scorecard.ts';
import { TRAINING_PERSONAS } from '../../../shared/domain/training/personas.ts';
import { PROSPECTS } from '../../../shared/domain/training/prospects.ts';
import { SAMPLE_SCORECARD } from '../../../shared/domain/training/sample-scorecard.ts';
import { identify } from '../calls/identify.ts';
import { defaultSettings } from '../settings/settings.ts';
import { fillWithSampleData } from './sample-data.ts';

const settings = { ...defaultSettings(), language: 'en' as const, country: 'GB' };
let file: string;
let db: Db;
let repositories: Repositories;

beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'ringdesk-sample-')), 'ringdesk.db');
  db = openDatabase({ file });
  const newId = () => uuid();
  const actorId = ensureMe(db, { newId, now: Date.now, name: 'me' });
  repositories = createRepositories(db, {
    now: Date.now,
    newId,
    actorId: () => actorId,
    home: () => settings,
  });
  fillWithSampleData({ db, repositories, settings, now: Date.now, newId });
});
afterEach(() => db.close());

it('makes every known customer of the training line recognisable by the number that it presents', () => {
  for (const persona of TRAINING_PERSONAS) {
    if (!persona.contact || !persona.calls) continue;
    const remote = { number: persona.number, displayName: '', anonymous: false };
    const [match] = identify(remote, repositories, settings).matches;
    const { personName, organisationName } = persona.contact;
    expect([personName.en, organisationName?.en], persona.id).toContain(match?.name);
  }
});

it.each(['102', '103', '104'])('knows the colleague by the extension %s', (extension) => {
  const remote = { number: extension, displayName: '', anonymous: false };
  expect(identify(remote, repositories, settings).matches[0]).toMatchObject({ reason: 'extension' });
});

it('makes past talks of every kind, each with a note of its own kind', () => {
  const talks = db.sqlite.prepare('select outcome, note from calls').all() as {
    outcome: string;
    note: string;
  }[];
  expect(new Set(talks.map(({ outcome }) => outcome)).size).toBeGreaterThanOrEqual(5);
  const kinds = new Set(talks.map(({ outcome, note }) => `${outcome} ${note}`));
  expect(kinds.size).toBe(new Set(talks.map(({ outcome }) => outcome)).size);
});

it('gives a card worth reading: a promise, a last talk, who is responsible', () => {
  const [match] = identify(
    { number: '+442079460101', displayName: '', anonymous: false },
    repositories,
    settings,
  ).matches;
  const card = repositories.contacts.card(match?.contactId ?? '');
  expect(card.contact.responsibleName).toBeDefined();
  expect(card.openTasks.length).toBeGreaterThan(0);
  expect(card.lastTalk).toMatchObject({ kind: 'call', result: 'answered' });
});

it('brings thirty prospects with their tag, behind the customers that have a story', () => {
  const { contacts } = repositories.contacts.list({ kind: 'person', sort: 'recent', offset: 0, limit: 200 });
  const ids = contacts.map(({ id }) => id);
  const prospects = ids.map((id) => repositories.contacts.get(id)).filter((one) => one?.tags.length);
  expect(prospects.map((one) => one?.tags)).toEqual(PROSPECTS.map(() => ['Training list']));
  for (const { name, numbers } of PROSPECTS) {
    const one = prospects.find((prospect) => prospect?.name === name.en);
    expect(one?.phones.map(({ e164 }) => e164)).toEqual(numbers);
  }
  const first = ids.slice(0, 10).map((id) => repositories.contacts.get(id)?.tags);
  expect(first.flat()).toEqual([]);
});

it('leaves a sound base', () => {
  expect(checkIntegrity(file)).toMatchObject({ sound: true, troubles: [] });
});

it('brings scripts that are published already and as they were published', () => {
  const scripts = repositories.talkScripts.list(false);
  expect(scripts.map(({ name }) => name)).toEqual([
    'Cold call: first contact',
    'Support line: what is it about',
  ]);
  for (const { id, published, draftChanged } of scripts) {
    expect([published?.number, draftChanged]).toEqual([1, false]);
    // What the editor sends back when nobody has changed anything.
    const draft = ScriptDraft.parse(repositories.talkScripts.draft(id));
    repositories.talkScripts.save(draft);
    expect(repositories.talkScripts.summary(id).draftChanged).toBe(false);
  }
});

it('brings a scorecard that is published, sound and as it was published', () => {
  const [card, ...more] = repositories.scorecards.list(false);
  expect([card?.name, card?.published?.number, card?.draftChanged, more.length]).toEqual([
    ...['Talk with a customer', 1, false, 0],
  ]);
  const draft = ScorecardDraft.parse(repositories.scorecards.draft(card?.id ?? ''));
  expect(faultsOf(draft.card)).toEqual([]);
  repositories.scorecards.save(draft);
  expect(repositories.scorecards.summary(draft.id).draftChanged).toBe(false);
});

it('has its scorecard in every language, with the same of it', () => {
  const shape = (language: 'en' | 'ru' | 'uk') =>
    criteriaOf(SAMPLE_SCORECARD[language].card).map(({ title, hint, ...rest }) => ({
      ...rest,
      hinted: hint !== '',
      titled: title !== '',
    }));
  expect(shape('ru')).toEqual(shape('en'));
  expect(shape('uk')).toEqual(shape('en'));
  expect(shape('en').every(({ titled }) => titled)).toBe(true);
});
