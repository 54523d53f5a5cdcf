import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { ScriptDraft, ScriptSummary, ScriptVersion } from '../../../shared/contract/talk-scripts.ts';
import { blankScript } from '../../../shared/domain/talk-script/blank.ts';
import { testBase } from '../../testing.ts';

const script = blankScript('en');
const renamed = { ...script, nodes: script.nodes.map((node) => ({ ...node, title: `${node.title}!` })) };

describe('a draft', () => {
  it('is saved over the version that its author saw, and over no other', () => {
    using base = testBase();
    const { talkScripts } = base.repos;
    const { id } = talkScripts.create({ name: 'First contact', script });
    const draft = ScriptDraft.parse(talkScripts.draft(id));
    expect(draft).toEqual({
      id,
      version: 1,
      name: 'First contact',
      use: { inboundAccountIds: [] },
      script,
      testCases: [],
    });
    talkScripts.save({ ...draft, name: 'Contact' });
    expect(() => talkScripts.save(draft)).toThrow(expect.objectContaining({ code: 'changedMeanwhile' }));
    expect(talkScripts.draft(id)).toMatchObject({ version: 2, name: 'Contact' });
  });

  it('comes back as it was by undo, and goes when its making is undone', () => {
    using base = testBase();
    const { talkScripts, changes } = base.repos;
    const made = talkScripts.create({ name: 'First contact', script });
    const saved = talkScripts.save({ ...talkScripts.draft(made.id), script: renamed });
    changes.undo(saved.changeId);
    expect(talkScripts.draft(made.id).script).toEqual(script);
    const other = talkScripts.create({ name: 'Other', script });
    changes.undo(other.changeId);
    expect(talkScripts.list(false).map(({ id }) => id)).toEqual([made.id]);
    expect(() => talkScripts.draft(other.id)).toThrow(expect.objectContaining({ code: 'notFound' }));
  });
});

describe('publication', () => {
  it('gives versions with a rising number, which later edits leave alone', () => {
    using base = testBase();
    const { talkScripts } = base.repos;
    const { id } = talkScripts.create({ name: 'First contact', script });
    expect(talkScripts.published(id)).toBeUndefined();
    expect(talkScripts.list(false)).toMatchObject([{ draftChanged: true, steps: 2 }]);

    const first = ScriptSummary.parse(talkScripts.publish(id, 1, 'as agreed'));
    expect(first).toMatchObject({ published: { number: 1 }, draftChanged: false, version: 2 });
    talkScripts.save({ ...talkScripts.draft(id), script: renamed });
    expect(talkScripts.summary(id).draftChanged).toBe(true);
    expect(talkScripts.published(id)).toMatchObject({ number: 1, script, name: 'First contact' });

    base.clock.now += 1000;
    talkScripts.publish(id, 3, '');
    expect(talkScripts.versions(id)).toMatchObject([
      { number: 2, remark: '', authorName: 'Olena', at: base.clock.now },
      { number: 1, remark: 'as agreed' },
    ]);
    const versionId = first.published?.versionId ?? '';
    expect(ScriptVersion.parse(talkScripts.version(versionId)).script).toEqual(script);
    expect(talkScripts.published(id)).toMatchObject({ number: 2, script: renamed });
  });

  it('of a draft that somebody changed meanwhile publishes nothing', () => {
    using base = testBase();
    const { talkScripts } = base.repos;
    const { id } = talkScripts.create({ name: 'First contact', script });
    talkScripts.save({ ...talkScripts.draft(id), script: renamed });
    expect(() => talkScripts.publish(id, 1, '')).toThrow(
      expect.objectContaining({ code: 'changedMeanwhile' }),
    );
    expect(talkScripts.versions(id)).toEqual([]);
  });

  it('ends with the archive, and returns from it', () => {
    using base = testBase();
    const { talkScripts } = base.repos;
    const { id } = talkScripts.create({ name: 'First contact', script });
    talkScripts.publish(id, 1, '');
    talkScripts.archive(id, true);
    expect(talkScripts.published(id)).toBeUndefined();
    expect([talkScripts.list(false), talkScripts.list(true)]).toMatchObject([[], [{ id }]]);
    talkScripts.archive(id, false);
    expect(talkScripts.published(id)).toMatchObject({ scriptId: id, number: 1 });
  });
});

it('is offered for a line or a segment only when it is published and names one', () => {
  using base = testBase();
  const { talkScripts } = base.repos;
  const segmentId = v7();
  const line = v7();
  const make = (name: string, use: { inboundAccountIds: string[]; segmentId?: string }) => {
    const { id } = talkScripts.create({ name, script, use });
    talkScripts.publish(id, 1, '');
    return id;
  };
  const support = make('b', { inboundAccountIds: [line] });
  const debtors = make('a', { inboundAccountIds: [], segmentId });
  make('c', { inboundAccountIds: [] });
  talkScripts.create({ name: 'd', script, use: { inboundAccountIds: [line] } });
  expect(talkScripts.offered()).toEqual([
    { scriptId: debtors, use: { inboundAccountIds: [], segmentId } },
    { scriptId: support, use: { inboundAccountIds: [line] } },
  ]);
});
