import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoreClient } from '../../shared/contract/client.ts';
import type { EventPayload } from '../../shared/contract/index.ts';
import type { TalkRun } from '../../shared/contract/talk-scripts.ts';
import { DEFAULT_RULES } from '../../shared/domain/pacing/campaign.ts';
import { accountOf } from '../../shared/domain/talk-script/account.ts';
import type { ScriptInput, TalkScript } from '../../shared/domain/talk-script/script.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';
import { base, go, number, script, stateOf, text, words } from './talk-runs-script.ts';

type Started = Awaited<ReturnType<typeof startCore>>;
let started: Started;
let desk: CoreClient;
let phone: ScriptedPhone;
const open: Array<{ close(): unknown }> = [];
const heard: Array<EventPayload<'talkRuns.changed'>> = [];

const ofCall = async (callId: string, client = desk): Promise<TalkRun> => {
  const run = await client.request('talkRuns.ofCall', { callId });
  if (!run) throw new Error('no talk');
  return run;
};
const begun = async (callId: string, more: { scriptId?: string; anew?: boolean } = { scriptId }) => {
  const found = await desk.request('talkRuns.begin', { callId, ...more });
  if (!found) throw new Error('no script fits');
  return found.run;
};
const make = ({ id, revision }: TalkRun, input: ScriptInput, client = desk) =>
  client.request('talkRuns.move', { runId: id, revision, input });

let scriptId: string;
let contactId: string;
const NUMBER = '+442079460101';

async function publish(name: string, use = {}, what: TalkScript = script): Promise<string> {
  const { id } = await desk.request('talkScripts.create', { name, script: what });
  await desk.request('talkScripts.save', {
    ...(await desk.request('talkScripts.draft', { id })),
    use: { inboundAccountIds: [], ...use },
  });
  const { version } = await desk.request('talkScripts.draft', { id });
  await desk.request('talkScripts.publish', { id, version });
  return id;
}

async function talk(): Promise<string> {
  const callId = await phone.ring({ number: NUMBER });
  await phone.say(callId, { kind: 'answered', by: 'operator' });
  return callId;
}
const hangUp = (callId: string) => phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'customer' });

async function connected(to: Started): Promise<CoreClient> {
  const client = to.connect('desk');
  open.push(client);
  return client;
}

beforeEach(async () => {
  heard.length = 0;
  started = await startCore();
  desk = await connected(started);
  desk.on('talkRuns.changed', (run) => heard.push(run));
  await desk.request('settings.save', { country: 'GB', firmName: 'Ringdesk Ltd' });
  phone = new ScriptedPhone(started.connect);
  await phone.attach();
  await phone.register();
  const draft = { kind: 'person' as const, name: 'Emma Clarke', phones: [{ number: NUMBER }] };
  ({ id: contactId } = await desk.request('contacts.create', { draft }));
  scriptId = await publish('First contact');
});

afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  phone.leave();
  await started.core.close();
});

describe('a talk that a script leads', () => {
  it('keeps each move with its way and the second of the recording, and tells it', async () => {
    const callId = await talk();
    const recordingId = uuid();
    await phone.core.request('recordings.begin', {
      recordingId,
      callId,
      mime: 'audio/webm',
      startedAt: Date.now() - 60_000,
    });
    const first = await begun(callId);
    expect(first).toMatchObject({
      callId,
      contactId,
      state: 'running',
      language: 'en',
      moves: [],
      facts: { contact: { name: 'Emma Clarke', stage: 'new' }, firm: { name: 'Ringdesk Ltd' } },
    });
    const run = await make(first, go);
    expect(run.moves).toMatchObject([{ nodeId: 'hello', input: go, way: ['known', 'email'] }]);
    expect(run.moves[0]?.offsetMs).toBeGreaterThanOrEqual(60_000);
    await vi.waitFor(() => expect(heard.at(-1)).toEqual(run));
    await hangUp(callId);
    await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ id: run.id, state: 'left' }));
  });

  it('stands after a crash at the step at which the last answered move led', async () => {
    const callId = await talk();
    const run = await make(await make(await begun(callId), go), words('emma@example.org'));
    // What a power cut would leave: the files as they are while the core runs.
    const image = mkdtempSync(join(tmpdir(), 'ringdesk-crash-'));
    cpSync(started.dataDir, image, { recursive: true });
    const after = await startCore(image);
    const client = await connected(after);
    const found = await ofCall(callId, client);
    expect(found).toEqual(run);
    expect(stateOf(found)).toMatchObject({ at: 'size', answers: { email: { text: 'emma@example.org' } } });
    for (const one of open.splice(open.indexOf(client), 1)) one.close();
    await after.core.close();
  });

  it('goes on where it broke off when the customer is called back, and its actions are not done twice', async () => {
    const first = await talk();
    let run = await make(await begun(first), go);
    run = await make(run, words('emma@example.org'));
    await hangUp(first);
    await vi.waitFor(async () => expect(await ofCall(first)).toMatchObject({ state: 'left' }));

    const second = await talk();
    const again = await begun(second);
    expect(again).toMatchObject({ resumedFrom: run.id, versionId: run.versionId });
    expect(stateOf(again)).toMatchObject({ at: 'size', ended: false });
    const ended = await make(again, number(12));
    expect(stateOf(ended)).toMatchObject({ at: 'bye', outcome: 'agreed' });
    await hangUp(second);
    await vi.waitFor(async () => expect(await ofCall(second)).toMatchObject({ state: 'finished' }));

    // Finished: the next talk begins anew.
    const third = await begun(await talk());
    expect(third).toMatchObject({ moves: [] });
    expect(third.resumedFrom).toBeUndefined();
  });

  it('stays on its version when another is published, also on the call-back', async () => {
    const first = await talk();
    const run = await make(await begun(first), go);
    const draft = await desk.request('talkScripts.draft', { id: scriptId });
    const nodes = draft.script.nodes.map((node) => ({ ...node, title: `${node.title}, new` }));
    await desk.request('talkScripts.save', { ...draft, script: { ...draft.script, nodes } });
    const { version } = await desk.request('talkScripts.draft', { id: scriptId });
    await desk.request('talkScripts.publish', { id: scriptId, version });
    expect(await make(run, words('emma@example.org'))).toMatchObject({ versionId: run.versionId });
    await hangUp(first);
    const second = await talk();
    expect(await begun(second)).toMatchObject({ versionId: run.versionId, resumedFrom: run.id });
    const anew = await begun(second, { anew: true });
    expect(anew.versionId).not.toBe(run.versionId);
    expect(anew.moves).toEqual([]);
  });
});

describe('what a script does by itself', () => {
  const card = async () => (await desk.request('contacts.card', { id: contactId })).contact;

  it('is done once, however often the operator goes back and on again', async () => {
    const callId = await talk();
    let run = await make(await make(await begun(callId), go), words('emma@example.org'));
    run = await make(run, number(12));
    for (const _ of [1, 2]) {
      run = await desk.request('talkRuns.back', { runId: run.id, revision: run.revision });
      expect(stateOf(run)).toMatchObject({ at: 'size' });
      run = await make(run, number(13));
    }
    expect(await card()).toMatchObject({
      stage: 'interested',
      tags: ['asked'],
      needs: 'For 12 people',
      headCount: 13,
      emails: [{ address: 'emma@example.org' }],
    });
    // What does not fit its field is no change of the card, and no obstacle.
    expect((await card()).channel).toBeUndefined();
    const tasks = await desk.request('tasks.list', {});
    expect(tasks.map(({ title, callId: of }) => [title, of])).toEqual([
      ['Send Emma Clarke the offer', callId],
    ]);
  });

  it('leads back to the question, though its answer has filled the field that it asked for', async () => {
    const callId = await talk();
    let run = await make(await make(await begun(callId), go), words('emma@example.org'));
    expect(run.facts.contact.email).toBe('emma@example.org');
    run = await desk.request('talkRuns.back', { runId: run.id, revision: run.revision });
    expect(stateOf(run)).toMatchObject({ at: 'email', answers: {} });
  });

  it('goes on without a customer who was deleted meanwhile', async () => {
    const callId = await talk();
    const run = await make(await begun(callId), go);
    await desk.request('contacts.remove', { id: contactId });
    const { revision } = await ofCall(callId);
    const after = await make({ ...run, revision }, words('emma@example.org'));
    expect(stateOf(after)).toMatchObject({ at: 'size' });
  });
});

describe('the account of a talk', () => {
  it('has what was taken back, the talks before it, and the recordings of their calls', async () => {
    const first = await talk();
    const recordingId = uuid();
    const startedAt = Date.now() - 60_000;
    await phone.core.request('recordings.begin', {
      ...{ recordingId, callId: first, mime: 'audio/webm', startedAt },
    });
    let run = await make(await make(await begun(first), go), words('emma@example.org'));
    run = await desk.request('talkRuns.back', { runId: run.id, revision: run.revision });
    await make(run, words('emma@example.com'));
    await hangUp(first);
    const second = await talk();
    const resumed = await make(await begun(second), number(12));
    const [account, ...others] = await desk.request('talkRuns.account', { callId: second });
    expect(others).toEqual([]);
    expect(account).toMatchObject({
      ...{ name: 'First contact', number: 1, script: { start: 'hello' } },
      run: { id: resumed.id, callId: second, takenBack: [] },
      earlier: [
        { callId: first, takenBack: [{ move: { nodeId: 'email', input: words('emma@example.org') } }] },
      ],
      calls: [{ id: second }, { id: first }],
    });
    expect(account?.calls.map(({ recordings }) => recordings)).toEqual([
      [],
      [expect.objectContaining({ id: recordingId, startedAt })],
    ]);
    if (!account) return;
    const steps = accountOf(account.script, account.run, account.earlier);
    expect(steps.map(({ node, kind, takenBack, callId }) => [node.id, kind, takenBack, callId])).toEqual([
      ['hello', 'said', false, first],
      ['email', 'answered', true, first],
      ['email', 'answered', false, first],
      ['size', 'answered', false, second],
      ['bye', 'stands', false, second],
    ]);
    const { timeline } = await desk.request('contacts.card', { id: contactId });
    expect(timeline.filter(({ kind }) => kind === 'call')).toMatchObject([{ scriptName: 'First contact' }]);
  });

  it('is empty for a call that no script led, and has both when another was chosen', async () => {
    const callId = await talk();
    expect(await desk.request('talkRuns.account', { callId })).toEqual([]);
    await make(await begun(callId), go);
    await begun(callId, { scriptId: await publish('Other') });
    const accounts = await desk.request('talkRuns.account', { callId });
    expect(accounts.map(({ name }) => name)).toEqual(['First contact', 'Other']);
  });
});

describe('lists', () => {
  it('get the customer from a script, as does the list of those who must not be called', async () => {
    const list = async (name: string) =>
      (
        await desk.request('campaigns.create', {
          draft: { name, pace: 'manual', rules: DEFAULT_RULES },
        })
      ).id;
    const campaignId = await list('Second wave');
    const gone = await list('Removed after the publication');
    const acting: TalkScript = {
      languages: ['en'],
      start: 'act',
      nodes: [
        {
          ...base('act'),
          kind: 'act',
          actions: [
            { kind: 'toList', campaignId },
            { kind: 'toList', campaignId: gone },
            { kind: 'doNotCall' },
          ],
          next: 'bye',
        },
        { ...base('bye'), kind: 'end', text },
      ],
    };
    const { id } = await desk.request('talkScripts.create', { name: 'Moves on', script: acting });
    const { version } = await desk.request('talkScripts.draft', { id });
    await desk.request('talkScripts.publish', { id, version });
    await desk.request('campaigns.remove', { id: gone });
    const callId = await talk();
    for (const anew of [false, true]) await begun(callId, { scriptId: id, anew });
    expect(await desk.request('campaigns.leads', { campaignId })).toMatchObject({
      leads: [{ contactId }],
      total: 1,
    });
    expect(await desk.request('doNotCall.list', {})).toMatchObject({ entries: [{ contactId }], total: 1 });
  });
});

it('asks in a branch whether the customer is in a segment, as he is at that moment', async () => {
  const { id: segmentId } = await desk.request('segments.save', {
    name: 'New ones',
    filter: { stages: ['new'] },
  });
  const asked: TalkScript = {
    languages: ['en'],
    start: 'hello',
    nodes: [
      { ...base('hello'), kind: 'say', text, next: 'isNew' },
      {
        ...base('isNew'),
        kind: 'branch',
        cases: [{ when: { kind: 'segment', segmentId }, next: 'move' }],
        otherwise: 'end',
      },
      { ...base('move'), kind: 'act', actions: [{ kind: 'setStage', stage: 'interested' }], next: 'again' },
      { ...base('again'), kind: 'say', text, next: 'isNew' },
      { ...base('end'), kind: 'end', text, outcome: 'refused' },
    ],
  };
  const id = await publish('By segment', {}, asked);
  let run = await begun(await talk(), { scriptId: id });
  expect(run.facts.segments).toEqual([segmentId]);
  run = await make(run, go);
  expect(run.moves.at(-1)?.way?.at(-1)).toBe('again');
  run = await make(run, go);
  expect(run.moves.at(-1)?.way?.at(-1)).toBe('end');
  // Published is what can be led: not with a segment that is no more.
  await desk.request('segments.remove', { id: segmentId });
  const draft = await desk.request('talkScripts.draft', { id });
  await expect(desk.request('talkScripts.publish', { id, version: draft.version })).rejects.toMatchObject({
    code: 'scriptFaulty',
  });
});

describe('two desks of one user', () => {
  it('cannot cross: the second is told that it is late, catches up, and goes on', async () => {
    const other = await connected(started);
    const callId = await talk();
    const run = await begun(callId);
    const sameRun = await other.request('talkRuns.begin', { callId });
    expect(sameRun?.run).toEqual(run);
    await make(run, go);
    await expect(make(run, { kind: 'objection', nodeId: 'price' }, other)).rejects.toMatchObject({
      code: 'changedMeanwhile',
    });
    const now = await ofCall(callId, other);
    expect(stateOf(now)).toMatchObject({ at: 'email' });
    const after = await make(now, { kind: 'objection', nodeId: 'price' }, other);
    expect(stateOf(after)).toMatchObject({ at: 'price', returnTo: ['email'] });
  });

  it('tells both why a move is refused, and changes nothing', async () => {
    const run = await make(await begun(await talk()), go);
    await expect(make(run, go)).rejects.toMatchObject({
      code: 'scriptInputRefused',
      params: { because: 'answerRequired' },
    });
    expect(await ofCall(run.callId)).toEqual(run);
  });
});

describe('facts', () => {
  it('follow the card while the talk goes on', async () => {
    const callId = await talk();
    const run = await begun(callId);
    const { contact } = await desk.request('contacts.card', { id: contactId });
    const { id: _, phones, emails: __, ...fields } = contact;
    await desk.request('contacts.update', {
      id: contactId,
      version: contact.version,
      draft: { ...fields, name: 'Emma Stone', phones: phones.map(({ raw }) => ({ number: raw })) },
    });
    await vi.waitFor(async () =>
      expect(await ofCall(callId)).toMatchObject({
        id: run.id,
        facts: { contact: { name: 'Emma Stone' } },
      }),
    );
  });
});

describe('which script', () => {
  it('is none when none fits, and by hand any that is published', async () => {
    const callId = await talk();
    expect(await desk.request('talkRuns.begin', { callId })).toBeNull();
    const { id } = await desk.request('talkScripts.create', { name: 'Draft only' });
    await expect(desk.request('talkRuns.begin', { callId, scriptId: id })).rejects.toMatchObject({
      code: 'scriptNotPublished',
    });
    expect(await begun(callId)).toMatchObject({ scriptId });
  });

  it('comes along with its talk, unless the desk has it', async () => {
    const callId = await talk();
    const first = await desk.request('talkRuns.begin', { callId, scriptId });
    expect(first?.version).toMatchObject({ id: first?.run.versionId, scriptId, script });
    const known = [first?.run.versionId ?? ''];
    expect(await desk.request('talkRuns.begin', { callId, scriptId, known })).toEqual({ run: first?.run });
  });

  it('is that of the line on which the call came in', async () => {
    const account = await desk.request('accounts.save', {
      server: 'ws://127.0.0.1:9',
      login: '101',
      label: 'Support',
    });
    const support = await publish('Support', { inboundAccountIds: [account.id] });
    const callId = uuid();
    await phone.say(callId, {
      kind: 'incoming',
      accountId: account.id,
      remote: { number: NUMBER, displayName: '', anonymous: false },
    });
    await phone.say(callId, { kind: 'answered', by: 'operator' });
    expect(await begun(callId, {})).toMatchObject({ scriptId: support });
  });

  it('changed by hand leaves the one before, with its answers', async () => {
    const other = await publish('Other');
    const callId = await talk();
    const run = await make(await begun(callId), go);
    const second = await begun(callId, { scriptId: other });
    expect(await ofCall(callId)).toMatchObject({ id: second.id, scriptId: other });
    const runs = await desk.request('talkRuns.ofContact', { contactId });
    expect(runs.map(({ id, state }) => [id, state])).toEqual([
      [second.id, 'running'],
      [run.id, 'left'],
    ]);
    const back = await begun(callId);
    expect(stateOf(back)).toMatchObject({ at: 'email' });
  });
});

it('an attempt that nobody answered leaves no talk behind', async () => {
  const callId = await phone.ring({ number: NUMBER });
  await begun(callId);
  await phone.say(callId, { kind: 'ended', cause: 'cancelled', by: 'customer' });
  expect(await desk.request('talkRuns.ofCall', { callId })).toBeNull();
});
