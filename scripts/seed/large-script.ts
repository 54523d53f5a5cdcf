import type { NodeId, ScriptNode, TalkScript } from '../../shared/domain/talk-script/script.ts';

const OBJECTIONS = 12;
/** Say, choose, rate, branch, act. */
const PER_ROUND = 5;
const ROUNDS_PER_COLUMN = 10;
const COLUMN_PX = 640;
const ROW_PX = 190;

/** A template of this many steps (at least 20) without a fault, of every kind, drawn in columns as a person would. */
export function largeScript(steps: number): TalkScript {
  const rounds = Math.floor((steps - OBJECTIONS - 2) / PER_ROUND);
  const nodes: ScriptNode[] = [];
  for (let round = 0; round < rounds; round += 1)
    nodes.push(...roundOf(round, round + 1 < rounds ? `say${round + 1}` : 'end'));
  for (let n = 0; n < OBJECTIONS; n += 1) {
    const label = { en: `Objection ${n + 1}` };
    const position = { x: -COLUMN_PX, y: n * ROW_PX };
    nodes.push({
      kind: 'objection',
      id: `objection${n}`,
      title: label.en,
      position,
      label,
      text: { en: 'I understand. May I ask what you compare it with?' },
      next: 'back',
    });
  }
  nodes.push({ kind: 'back', id: 'back', title: 'Back', position: { x: -COLUMN_PX, y: -ROW_PX } });
  const end = { x: 0, y: ROUNDS_PER_COLUMN * PER_ROUND * ROW_PX };
  const text = { en: 'Thank you. Goodbye.' };
  while (nodes.length < steps - 1) {
    const id = `more${nodes.length}`;
    nodes.splice(-1, 0, {
      kind: 'objection',
      id,
      title: id,
      position: { x: -2 * COLUMN_PX, y: nodes.length * ROW_PX },
      label: { en: id },
      text,
      next: 'back',
    });
  }
  nodes.push({ kind: 'end', id: 'end', title: 'End', position: end, text, outcome: 'agreed' });
  return { languages: ['en'], start: 'say0', nodes };
}

function roundOf(round: number, next: NodeId): ScriptNode[] {
  const x = Math.floor(round / ROUNDS_PER_COLUMN) * COLUMN_PX;
  const at = (row: number) => ({ x, y: ((round % ROUNDS_PER_COLUMN) * PER_ROUND + row) * ROW_PX });
  const label = (en: string) => ({ en });
  return [
    {
      kind: 'say',
      id: `say${round}`,
      title: `Offer ${round + 1}`,
      position: at(0),
      text: label(
        'Good day, {{contact.name|}}. {{#if contact.organisation}}How is {{contact.organisation}}?{{/if}}',
      ),
      next: `ask${round}`,
    },
    {
      kind: 'ask',
      id: `ask${round}`,
      title: `Interest ${round + 1}`,
      position: at(1),
      text: label('What interests you most?'),
      key: `interest${round}`,
      required: true,
      answer: {
        kind: 'one',
        options: [
          { id: 'price', label: label('The price'), next: `rate${round}` },
          { id: 'time', label: label('The time'), next: `branch${round}` },
          { id: 'none', label: label('Nothing') },
        ],
      },
      next,
    },
    {
      kind: 'ask',
      id: `rate${round}`,
      title: `Likely ${round + 1}`,
      position: at(2),
      text: label('How likely is an order?'),
      key: `likely${round}`,
      required: true,
      answer: { kind: 'scale', from: 0, to: 10 },
      next: `branch${round}`,
    },
    {
      kind: 'branch',
      id: `branch${round}`,
      title: `Likely? ${round + 1}`,
      position: at(3),
      cases: [
        {
          when: { kind: 'answer', key: `likely${round}`, comparison: 'more', value: '7' },
          next: `act${round}`,
        },
        { when: { kind: 'field', field: 'stage', comparison: 'is', value: 'customer' }, next: `act${round}` },
      ],
      otherwise: next,
    },
    {
      kind: 'act',
      id: `act${round}`,
      title: `Note ${round + 1}`,
      position: at(4),
      actions: [{ kind: 'fillField', field: 'needs', value: `{{answer.interest${round}}}` }],
      next,
    },
  ];
}
