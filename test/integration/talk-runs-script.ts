import type { TalkRun } from '../../shared/contract/talk-scripts.ts';
import { replay, type TalkState } from '../../shared/domain/talk-script/interpreter.ts';
import { isRefused } from '../../shared/domain/talk-script/refusal.ts';
import type { ScriptInput, ScriptNode, TalkScript } from '../../shared/domain/talk-script/script.ts';

const position = { x: 0, y: 0 };
export const text = { en: 'Words for {{contact.name|you}}' };
export const base = (id: string) => ({ id, title: id, position });
/** Asks for what the card does not have, fills it, and does one of each of what a script does by itself. */
export const script: TalkScript = {
  languages: ['en'],
  start: 'hello',
  nodes: [
    { ...base('hello'), kind: 'say', text, next: 'known' },
    {
      ...base('known'),
      kind: 'branch',
      cases: [{ when: { kind: 'field', field: 'email', comparison: 'known' }, next: 'size' }],
      otherwise: 'email',
    },
    {
      ...base('email'),
      kind: 'ask',
      text,
      key: 'email',
      required: true,
      fills: 'email',
      answer: { kind: 'text', maxLength: 200, lines: 'one' },
      next: 'size',
    },
    {
      ...base('size'),
      kind: 'ask',
      text,
      key: 'size',
      required: false,
      fills: 'headCount',
      answer: { kind: 'number', min: 0, whole: true },
      next: 'note',
    },
    {
      ...base('note'),
      kind: 'act',
      actions: [
        { kind: 'setStage', stage: 'interested' },
        { kind: 'addTag', tag: 'asked' },
        { kind: 'fillField', field: 'needs', value: 'For {{answer.size|some}} people' },
        { kind: 'fillField', field: 'channel', value: 'carrier pigeon' },
        { kind: 'createTask', title: { en: 'Send {{contact.name}} the offer' }, inDays: 1, time: '10:00' },
      ],
      next: 'bye',
    },
    { ...base('bye'), kind: 'end', text, outcome: 'agreed' },
    { ...base('price'), kind: 'objection', label: text, text, next: 'back' },
    { ...base('back'), kind: 'back' },
  ] satisfies ScriptNode[],
};

export const go: ScriptInput = { kind: 'go' };
export const words = (value: string): ScriptInput => ({
  kind: 'answer',
  value: { kind: 'text', text: value },
});
export const number = (value: number): ScriptInput => ({
  kind: 'answer',
  value: { kind: 'number', number: value },
});

/** Where the operator stands. */
export const stateOf = ({ moves, facts }: TalkRun): TalkState => {
  const state = replay(script, moves, facts);
  if (isRefused(state)) throw new Error(state.refused);
  return state;
};
