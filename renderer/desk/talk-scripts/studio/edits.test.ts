import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkScript } from '../../../../shared/domain/talk-script/check.ts';
import { linksOf } from '../../../../shared/domain/talk-script/links.ts';
import { coldCall } from '../../../../shared/domain/training/scripts/cold-call.ts';
import {
  connect,
  duplicateStep,
  moveSteps,
  NODE_KINDS,
  newStep,
  removeSteps,
  withStep,
  withStepAfter,
} from './edits.ts';
import { edgesOf, stepNode } from './graph-model.ts';
import { changed, historyOf, redone, undone } from './history.ts';
import { layOut } from './layout.ts';
import { inOrder } from './reading-order.ts';

const script = coldCall.script('en');
const place = { x: 0, y: 0 };

describe('steps', () => {
  it('are put into the middle of a way, which then goes through them', () => {
    const step = newStep(script, 'say', 'Pause', place);
    const longer = withStepAfter(script, 'greeting', 'next', step);
    const way = (id: string) => longer.nodes.filter((node) => node.id === id).flatMap(linksOf);
    expect(way('greeting')).toEqual([{ port: 'next', to: step.id }]);
    expect(way(step.id)).toEqual([{ port: 'next', to: 'rightPerson' }]);
  });

  it('leave no way behind that leads to nothing, whatever is removed', () => {
    fc.assert(
      fc.property(fc.subarray(script.nodes.map(({ id }) => id)), (ids) => {
        const { faults } = checkScript(removeSteps(script, ids), {});
        expect(faults.filter(({ code }) => code === 'danglingLink' || code === 'startMissing')).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('never go altogether', () => {
    expect(
      removeSteps(
        script,
        script.nodes.map(({ id }) => id),
      ),
    ).toBe(script);
  });

  it('are copied with their ways, and reached by none', () => {
    const copy = duplicateStep(script, 'whyNot');
    const made = copy?.script.nodes.find(({ id }) => id === copy.id);
    expect(made && linksOf(made)).toEqual(script.nodes.filter(({ id }) => id === 'whyNot').flatMap(linksOf));
    expect(edgesOf(copy?.script ?? script).some(({ target }) => target === copy?.id)).toBe(false);
  });

  it.each(NODE_KINDS)('of the kind %s get an id of their own', (kind) => {
    const once = withStep(script, newStep(script, kind, '', place));
    const twice = withStep(once, newStep(once, kind, '', place));
    expect(new Set(twice.nodes.map(({ id }) => id)).size).toBe(script.nodes.length + 2);
  });

  it('that nobody touched stay the same objects, so that only the others are drawn again', () => {
    const after = connect(script, 'greeting', 'next', 'hasTime');
    const LOOK = { start: false, mark: undefined, change: undefined, selected: false };
    const drawn = (of: typeof script) => of.nodes.map((node) => stepNode(node, LOOK));
    const before = drawn(script);
    expect(
      drawn(after)
        .filter((node, index) => node !== before[index])
        .map(({ id }) => id),
    ).toEqual(['greeting']);
  });
});

it('arranges steps without laying one upon another', () => {
  const laid = moveSteps(script, layOut(script));
  const places = laid.nodes.map(({ position }) => `${position.x} ${position.y}`);
  expect(new Set(places).size).toBe(script.nodes.length);
});

it('lists each step once, the start first', () => {
  const order = inOrder(script).map(({ id }) => id);
  expect(order[0]).toBe(script.start);
  expect([...order].sort()).toEqual(script.nodes.map(({ id }) => id).sort());
});

describe('undo', () => {
  it('takes back the letters of one text together, and makes them again', () => {
    const typed = ['a', 'ab', 'abc'].reduce(
      (history, text) => changed(history, text, 'title'),
      historyOf(''),
    );
    const more = changed(typed, 'abc!', 'other');
    expect(undone(more).now).toBe('abc');
    expect(undone(undone(more)).now).toBe('');
    expect(redone(undone(more))).toMatchObject({ now: 'abc!', future: [] });
  });

  it('of everything, and all of it again, ends where it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer(), fc.option(fc.constantFrom('x', 'y'))), { maxLength: 50 }),
        (edits) => {
          const done = edits.reduce(
            (history, [value, about]) => changed(history, value, about ?? undefined),
            historyOf<number>(-1),
          );
          let history = done;
          while (history.past.length > 0) history = undone(history);
          expect(history.now).toBe(-1);
          while (history.future.length > 0) history = redone(history);
          expect(history.now).toBe(done.now);
        },
      ),
    );
  });
});
