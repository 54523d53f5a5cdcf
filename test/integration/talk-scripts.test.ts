import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CoreClient } from '../../shared/contract/client.ts';
import { blankScript } from '../../shared/domain/talk-script/blank.ts';
import type { ScriptNode, TalkScript } from '../../shared/domain/talk-script/script.ts';
import { startCore } from '../support/core-harness.ts';

let started: Awaited<ReturnType<typeof startCore>>;
let desk: CoreClient;
const told: string[] = [];

beforeEach(async () => {
  started = await startCore();
  desk = started.connect('desk');
  desk.on('talkScripts.changed', ({ ids }) => told.push(...ids));
});
afterEach(async () => {
  told.length = 0;
  desk.close();
  await started.core.close();
});

const refused = (code: string, params = {}) => expect.objectContaining({ code, params });

it('is made, edited by the version that was seen, undone, and told to every desk', async () => {
  const { id } = await desk.request('talkScripts.create', { name: 'First contact' });
  const draft = await desk.request('talkScripts.draft', { id });
  const { changeId } = await desk.request('talkScripts.save', { ...draft, name: 'Contact' });
  await expect(desk.request('talkScripts.save', draft)).rejects.toEqual(refused('changedMeanwhile', { id }));
  await desk.request('changes.undo', { changeId });
  expect(await desk.request('talkScripts.list', {})).toMatchObject([
    { id, name: 'First contact', version: 3, steps: 2, draftChanged: true },
  ]);
  await vi.waitFor(() => expect(told).toEqual([id, id, id]));
});

it('is published only without faults, and only when its test cases pass', async () => {
  const { id } = await desk.request('talkScripts.create', { name: 'First contact' });
  const draft = await desk.request('talkScripts.draft', { id });
  const publish = (version: number) => desk.request('talkScripts.publish', { id, version, remark: 'so' });
  const nodes = draft.script.nodes.map(
    (node): ScriptNode => (node.kind === 'say' ? { ...node, next: 'gone' } : node),
  );
  await desk.request('talkScripts.save', { ...draft, script: { ...draft.script, nodes } });
  // The way that leads to nothing, and the end that nothing leads to.
  await expect(publish(2)).rejects.toEqual(refused('scriptFaulty', { faults: 2 }));

  const test = {
    id: 'case',
    name: 'Straight',
    facts: { contact: {}, me: { name: 'Olena' }, today: '2026-11-27' },
    inputs: [{ kind: 'go' as const }],
    endsAt: 'greeting',
  };
  await desk.request('talkScripts.save', { ...draft, version: 2, testCases: [test] });
  await expect(publish(3)).rejects.toEqual(refused('scriptFaulty', { faults: 1 }));
  await desk.request('talkScripts.save', { ...draft, version: 3, testCases: [{ ...test, endsAt: 'end' }] });
  expect(await publish(4)).toMatchObject({ published: { number: 1 }, draftChanged: false });
  const [version] = await desk.request('talkScripts.versions', { scriptId: id });
  expect(version).toMatchObject({ number: 1, remark: 'so' });
  const whole = await desk.request('talkScripts.version', { versionId: version?.id ?? '' });
  expect(whole.script).toEqual(draft.script);
});

it('says how many steps are too many', async () => {
  const [greeting] = blankScript('en').nodes;
  const nodes = Array.from(
    { length: 10_000 },
    (_, index) => ({ ...greeting, id: `s${index}` }) as ScriptNode,
  );
  const script: TalkScript = { languages: ['en'], start: 's0', nodes };
  await expect(desk.request('talkScripts.create', { name: 'Long', script })).rejects.toEqual(
    refused('scriptTooLarge', { count: 10_000, max: 2_000 }),
  );
  expect(await desk.request('talkScripts.list', {})).toEqual([]);
});
