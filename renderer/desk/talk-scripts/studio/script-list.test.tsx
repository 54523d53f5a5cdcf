// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DONE } from '../../../../shared/contract/common.ts';
import { writeScriptFile } from '../../../../shared/contract/script-file.ts';
import type { ScriptSummary } from '../../../../shared/contract/talk-scripts.ts';
import { blankScript } from '../../../../shared/domain/talk-script/blank.ts';
import { prepareDom } from '../../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../../testing/fake-core.ts';
import { mount, unmount } from '../../testing/mount.tsx';
import { id } from '../../testing/sample.ts';
import { ScriptList } from './script-list.tsx';

const summary = (archived: boolean): ScriptSummary => ({
  id: id(901),
  version: 4,
  name: 'Cold call',
  use: { inboundAccountIds: [] },
  published: { versionId: id(900), number: 2, at: 1 },
  draftChanged: true,
  steps: 12,
  archived,
  updatedAt: 1_700_000_000_000,
});

let core: FakeCore;
let archived: boolean;
let opened: string[];

afterEach(unmount);
beforeEach(() => {
  prepareDom();
  archived = false;
  opened = [];
  core = createFakeCore({
    'talkScripts.list': (input) => (input.archived === archived ? [summary(archived)] : []),
    'talkScripts.create': () => ({ id: id(902), changeId: id(903) }),
    'talkScripts.archive': (input) => {
      archived = input.archived;
      core.emit('talkScripts.changed', { ids: [input.id] });
      return { id: input.id, changeId: id(904) };
    },
    'changes.undo': () => {
      archived = !archived;
      core.emit('talkScripts.changed', { ids: [id(901)] });
      return DONE;
    },
  });
  mount(core, <ScriptList onOpen={(script) => opened.push(script)} />);
});

const chooseFile = (text: string) => {
  const file = new File([text], 'talk.json', { type: 'application/json' });
  fireEvent.change(screen.getByLabelText('File of a script'), { target: { files: [file] } });
};

describe('the list of scripts', () => {
  it('opens what it has just made', async () => {
    fireEvent.click(screen.getByRole('button', { name: 'New script' }));
    await waitFor(() => expect(opened).toEqual([id(902)]));
    expect(core.inputs('talkScripts.create')).toEqual([{ name: 'New script' }]);
  });

  it('makes a script of a file', async () => {
    chooseFile(writeScriptFile({ name: 'Survey', script: blankScript('en'), testCases: [] }));
    await waitFor(() => expect(opened).toEqual([id(902)]));
    expect(core.inputs('talkScripts.create')[0]).toMatchObject({
      name: 'Survey',
      script: { start: 'greeting' },
    });
  });

  it('says what is wrong in a bad file and makes nothing of it', async () => {
    chooseFile('{"kind": "ringdesk-script",');
    expect(await screen.findByText(/The file was not imported.*stops being JSON/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    const script = blankScript('en');
    const [first] = script.nodes;
    const nodes = Array.from({ length: 10_000 }, (_, n) => ({ ...first, id: `say${n}` }) as never);
    chooseFile(writeScriptFile({ name: 'Huge', script: { ...script, nodes }, testCases: [] }));
    expect(await screen.findByText(/10,?000 steps; at most/)).toBeTruthy();
    expect(core.inputs('talkScripts.create')).toEqual([]);
  });

  it('makes another of a script, with its steps and test cases', async () => {
    const script = blankScript('en');
    const testCase = {
      id: 'case1',
      name: 'Short',
      facts: { contact: {}, me: { name: '' }, today: '2026-11-27' },
      inputs: [],
      endsAt: script.start,
    };
    core.handle({
      'talkScripts.draft': () => ({
        id: id(901),
        version: 4,
        name: 'Cold call',
        use: { inboundAccountIds: [id(905)] },
        script,
        testCases: [testCase],
      }),
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Duplicate Cold call' }));
    expect(await screen.findByText('“Cold call (copy)” is made')).toBeTruthy();
    // Not where it is offered by itself: two would be offered for one call.
    expect(core.inputs('talkScripts.create')).toEqual([
      { name: 'Cold call (copy)', script, testCases: [testCase] },
    ]);
    expect(opened).toEqual([]);
  });

  it('puts a script into the archive, and takes that back', async () => {
    fireEvent.click(await screen.findByRole('button', { name: 'Archive Cold call' }));
    await waitFor(() => expect(screen.queryByText('Cold call')).toBeNull());
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByRole('button', { name: 'Archive Cold call' })).toBeTruthy();
    expect(core.inputs('changes.undo')).toEqual([{ changeId: id(904) }]);
  });
});
