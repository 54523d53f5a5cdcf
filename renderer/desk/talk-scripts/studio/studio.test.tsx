// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../../shared/contract/failure.ts';
import type { ScriptDraft, ScriptSummary } from '../../../../shared/contract/talk-scripts.ts';
import type { ScriptNode, TalkScript } from '../../../../shared/domain/talk-script/script.ts';
import { coldCall } from '../../../../shared/domain/training/scripts/cold-call.ts';
import { prepareDom } from '../../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../../testing/fake-core.ts';
import { mount, unmount } from '../../testing/mount.tsx';
import { ACCOUNT, id } from '../../testing/sample.ts';
import { campaign } from '../../testing/sample-lists.ts';
import { ScriptEditor } from './script-editor.tsx';

const BY_SEGMENTS: ScriptNode = {
  kind: 'branch',
  id: 'bySegments',
  title: 'By segments',
  position: { x: 0, y: 0 },
  cases: [
    { when: { kind: 'segment', segmentId: id(911) }, next: 'greeting' },
    { when: { kind: 'segment', segmentId: id(912) }, next: 'greeting' },
  ],
  otherwise: 'greeting',
};

let draft: ScriptDraft;
let core: FakeCore;

const summary = (): ScriptSummary => ({
  id: draft.id,
  version: draft.version,
  name: draft.name,
  use: draft.use,
  published: { versionId: id(900), number: 2, at: 1 },
  draftChanged: true,
  steps: draft.script.nodes.length,
  archived: false,
  updatedAt: 1_700_000_000_000,
});

afterEach(unmount);
beforeEach(() => {
  prepareDom();
  draft = {
    id: id(901),
    version: 4,
    name: 'Cold call',
    use: { inboundAccountIds: [] },
    script: coldCall.script('en'),
    testCases: coldCall.cases('en').map(({ inputs, ...rest }) => ({ ...rest, inputs: [...inputs] })),
  };
  core = createFakeCore({
    'talkScripts.draft': () => draft,
    'talkScripts.save': (saved) => {
      draft = { ...draft, ...saved, version: saved.version + 1 } as ScriptDraft;
      return { id: draft.id, changeId: id(902), version: draft.version };
    },
    'talkScripts.publish': () => summary(),
  });
});

async function openEditor(): Promise<void> {
  mount(core, <ScriptEditor id={draft.id} onOpen={() => undefined} onClose={() => undefined} />);
  await screen.findByRole('region', { name: 'Script editor' });
}

const tab = (name: string) => fireEvent.click(screen.getByRole('tab', { name }));

describe('the editor', () => {
  it('saves what is typed after a pause, over the version that it saw', async () => {
    await openEditor();
    fireEvent.change(screen.getByLabelText('What to say'), { target: { value: 'Good morning.' } });
    await waitFor(() => expect(core.inputs('talkScripts.save')).toHaveLength(1), { timeout: 5000 });
    const [saved] = core.inputs('talkScripts.save');
    expect(saved?.version).toBe(4);
    expect((saved?.script as TalkScript | undefined)?.nodes[0]).toMatchObject({
      id: 'greeting',
      text: { en: 'Good morning.' },
    });
    await screen.findByText('Saved');
  });

  it('saves the last word of a page that goes, at once', async () => {
    await openEditor();
    fireEvent.change(screen.getByLabelText('What to say'), { target: { value: 'Good evening.' } });
    window.dispatchEvent(new Event('pagehide'));
    expect(core.inputs('talkScripts.save')).toHaveLength(1);
  });

  it('leads from a fault to its step, and does not publish with it', async () => {
    await openEditor();
    const publish = screen.getByRole('button', { name: 'Publish' });
    await waitFor(() => expect((publish as HTMLButtonElement).disabled).toBe(false));
    fireEvent.change(screen.getByLabelText('What to say'), { target: { value: '{{contact.shoeSize}}' } });
    const count = await screen.findByRole('button', { name: '1 fault' });
    expect((publish as HTMLButtonElement).disabled).toBe(true);
    fireEvent.click(count);
    fireEvent.click(within(await screen.findByRole('list', { name: 'Faults' })).getByRole('button'));
    expect((await screen.findByLabelText<HTMLTextAreaElement>('What to say')).value).toBe(
      '{{contact.shoeSize}}',
    );
    fireEvent.keyDown(screen.getByLabelText('What to say'), { key: 'z', ctrlKey: true });
    await waitFor(() => expect((publish as HTMLButtonElement).disabled).toBe(false));
  });

  it('offers to load what somebody else has saved, or to keep both', async () => {
    core.handle({
      'talkScripts.save': () => {
        throw new Failure('changedMeanwhile');
      },
      'talkScripts.create': () => ({ id: id(903), changeId: id(904) }),
    });
    await openEditor();
    fireEvent.change(screen.getByLabelText('What to say'), { target: { value: 'Mine.' } });
    fireEvent.click(await screen.findByRole('button', { name: 'Keep mine as a copy' }, { timeout: 5000 }));
    await waitFor(() => expect(core.inputs('talkScripts.create')).toHaveLength(1));
    const [copy] = core.inputs('talkScripts.create');
    expect(copy?.name).toBe('Cold call (copy)');
    expect((copy?.script as TalkScript | undefined)?.nodes[0]).toMatchObject({ text: { en: 'Mine.' } });
  });

  it('is given a line, a segment, and a list to send the customer to, by controls', async () => {
    core.handle({
      'campaigns.list': () => [campaign(910)],
      'segments.list': () => [{ id: id(911), version: 1, name: 'Dealers', filter: {} }],
    });
    await openEditor();
    fireEvent.click(screen.getByRole('button', { name: /^Used by itself/ }));
    fireEvent.click(await screen.findByRole('checkbox', { name: ACCOUNT.label }));
    const segment = screen.getByLabelText('Customers of the segment');
    await within(segment).findByRole('option', { name: 'Dealers' });
    fireEvent.change(segment, { target: { value: id(911) } });
    fireEvent.click(screen.getByRole('button', { name: 'Add a step' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Action' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Add an action' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Put on a list' }));
    const saves = () => core.inputs('talkScripts.save');
    await waitFor(
      () => {
        const last = saves().at(-1);
        expect(last?.use).toEqual({ inboundAccountIds: [ACCOUNT.id], segmentId: id(911) });
        expect(JSON.stringify(last?.script)).toContain(`{"kind":"toList","campaignId":"${id(910)}"}`);
      },
      { timeout: 8000 },
    );
  });

  it('tries the draft, and keeps the walk as a test case that passes', async () => {
    await openEditor();
    tab('Try');
    expect((await screen.findByTestId('spoken')).textContent).toContain('Good day, Anna Petrova.');
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
    // The steps beside it have one of that name too.
    const walk = within(screen.getByRole('tabpanel', { name: 'Try' }));
    fireEvent.click(walk.getByRole('button', { name: 'Wrong number' }));
    expect(await screen.findByText(/Outcome: Wrong number/)).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Name of the case'), { target: { value: 'Not them' } });
    fireEvent.click(screen.getByRole('button', { name: 'Keep as a test case' }));
    tab('Tests');
    const cases = await screen.findByRole('list', { name: 'Tests' });
    expect(within(cases).getByText('Not them')).toBeTruthy();
    await waitFor(() => expect(within(cases).getAllByLabelText('Passed')).toHaveLength(7));
    expect(await screen.findByText('The cases come to every step.')).toBeTruthy();
  });

  it('is tried by the keys of the talk, while they are there, and shows where the talk is', async () => {
    await openEditor();
    tab('Try');
    const talk = await screen.findByRole('region', { name: 'Talk on trial' });
    const spoken = () => screen.getByTestId('spoken').textContent;
    const greeting = spoken();
    const press = (key: string, code = key) =>
      fireEvent.keyDown(document.activeElement ?? talk, { key, code });
    press('Enter');
    expect(spoken()).toBe(greeting);
    talk.focus();
    press('Enter');
    const question = spoken();
    expect(question).not.toBe(greeting);
    press('3', 'Digit3');
    expect(await screen.findByText(/The talk has ended|Outcome/)).toBeTruthy();
    press('Backspace');
    expect(spoken()).toBe(question);
    press('/', 'Slash');
    expect(document.activeElement).toBe(screen.getByLabelText('Find an objection'));
    press('1', 'Digit1');
    expect(spoken()).not.toBe(question);
    await waitFor(() => expect(screen.getByText('the talk is here')).toBeTruthy());
  });

  it('compares any two versions, in words and in the drawing', async () => {
    const { script } = draft;
    const [first] = script.nodes;
    if (!first) throw new Error('no step');
    const shorter = {
      ...script,
      nodes: script.nodes.map((n) => (n === first ? { ...n, title: 'Hello' } : n)),
    };
    const heading = (number: number) => ({
      id: id(920 + number),
      scriptId: draft.id,
      number,
      name: draft.name,
      at: number,
      remark: '',
    });
    core.handle({
      'talkScripts.versions': () => [heading(2), heading(1)],
      'talkScripts.version': ({ versionId }) =>
        versionId === id(921) ? { ...heading(1), script: shorter } : { ...heading(2), script },
    });
    await openEditor();
    tab('Versions');
    expect(await screen.findByText('The two do not differ.')).toBeTruthy();
    fireEvent.click(screen.getByRole('combobox', { name: 'What changed since' }));
    fireEvent.click(await screen.findByRole('option', { name: /^Version 1/ }));
    const line = await screen.findByRole('button', { name: /changed: title$/ });
    expect(screen.getByText('changed')).toBeTruthy();
    fireEvent.click(line);
    expect(screen.getByRole('tab', { name: 'Versions' }).getAttribute('aria-selected')).toBe('true');
    tab('Step');
    await waitFor(() => expect(screen.queryByText('changed')).toBeNull());
  });

  it('asks in a branch whether the call came out of a list, by a control', async () => {
    core.handle({ 'campaigns.list': () => [campaign(910)] });
    await openEditor();
    fireEvent.click(screen.getByRole('button', { name: 'Add a step' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Branch' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Add a case' }));
    fireEvent.click(await screen.findByRole('combobox', { name: 'What is asked' }));
    fireEvent.click(await screen.findByRole('option', { name: campaign(910).name }));
    await waitFor(
      () =>
        expect(JSON.stringify(core.inputs('talkScripts.save').at(-1)?.script)).toContain(
          `{"kind":"list","campaignId":"${id(910)}"}`,
        ),
      { timeout: 8000 },
    );
  });

  it('asks in a branch whether the customer is in a segment, tries both, and tells of one that is no more', async () => {
    core.handle({ 'segments.list': () => [{ id: id(911), version: 1, name: 'Dealers', filter: {} }] });
    const greeting: ScriptNode = {
      ...BY_SEGMENTS,
      kind: 'say',
      id: 'greeting',
      title: 'Hello',
      text: { en: 'You are {{contact.stage}}.' },
    };
    const nodes = [BY_SEGMENTS, greeting];
    draft = { ...draft, script: { languages: ['en'], start: BY_SEGMENTS.id, nodes }, testCases: [] };
    await openEditor();
    fireEvent.click(within(screen.getByRole('list', { name: 'Steps' })).getByText('By segments'));
    const asked = await screen.findAllByRole('combobox', { name: 'What is asked' });
    expect(asked.map((one) => (one as HTMLInputElement).value)).toEqual(['Dealers', 'One that is no more']);
    tab('Faults');
    await screen.findAllByText('The segment that is named here does not exist any more.');
    tab('Try');
    expect((await screen.findByTestId('spoken')).textContent).toBe('You are New.');
    fireEvent.click(await screen.findByText(/What is known/));
    fireEvent.click(screen.getByLabelText('In the segment “Dealers”'));
    fireEvent.click(screen.getByRole('button', { name: 'Keep as a test case' }));
    await waitFor(() => expect(draft.testCases.at(-1)?.facts.segments).toEqual([id(911)]), { timeout: 8000 });
  });

  it('leaves a half-typed number in the step in which it was typed', async () => {
    const [first] = draft.script.nodes;
    const question = (name: string): ScriptNode => ({
      kind: 'ask',
      id: name,
      title: name,
      position: { x: 0, y: 0 },
      text: {},
      key: name,
      required: false,
      answer: { kind: 'number', whole: true },
    });
    if (!first) throw new Error('no step');
    const nodes = [first, question('one'), question('two')];
    draft = { ...draft, testCases: [], script: { ...draft.script, nodes } };
    await openEditor();
    const steps = within(screen.getByRole('list', { name: 'Steps' }));
    const least = () => screen.findByLabelText<HTMLInputElement>('At least');
    fireEvent.click(steps.getByText('one'));
    fireEvent.change(await least(), { target: { value: '-' } });
    expect((await least()).value).toBe('-');
    fireEvent.click(steps.getByText('two'));
    await waitFor(() =>
      expect(screen.getByLabelText<HTMLInputElement>('Title, for editor and reports').value).toBe('two'),
    );
    expect((await least()).value).toBe('');
  });
});
