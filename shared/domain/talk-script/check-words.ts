import { type Fault, type FaultCode, fault } from './fault.ts';
import type { ScriptNode, ScriptText, TalkScript } from './script.ts';
import { type TextProblem, textProblems } from './text.ts';

const CODES: Readonly<Record<TextProblem['kind'], FaultCode>> = {
  unknownPlace: 'unknownPlace',
  unclosed: 'unclosedIf',
  unopened: 'unopenedIf',
};

/** Whether everything that is read out is there in each language of the template, and its places can be filled. */
export function checkWords(script: TalkScript): Fault[] {
  const keys = new Set(script.nodes.flatMap((node) => (node.kind === 'ask' ? [node.key] : [])));
  const faults: Fault[] = [];
  if (script.languages.length === 0) faults.push(fault('noLanguage', undefined));
  for (const node of script.nodes) {
    if (node.title.trim() === '') faults.push(fault('titleMissing', node.id));
    for (const { part, text } of wordsOf(node)) {
      for (const language of script.languages) {
        const written = text[language] ?? '';
        if (written.trim() === '') faults.push(fault('textMissing', node.id, { part, language }));
        for (const { kind, place } of textProblems(written, keys))
          faults.push(fault(CODES[kind], node.id, { part, language, place }));
      }
    }
    if (node.kind === 'act') {
      node.actions.forEach((action, index) => {
        if (action.kind !== 'fillField') return;
        for (const { kind, place } of textProblems(action.value, keys))
          faults.push(fault(CODES[kind], node.id, { part: `action:${index}`, place }));
      });
    }
  }
  return faults;
}

export interface Words {
  /** `text`, `label`, `option:<id>`, `low`, `high`, `action:0`. */
  readonly part: string;
  readonly text: ScriptText;
}

/** Every text of a step that must be there in all languages. */
export function wordsOf(node: ScriptNode): Words[] {
  switch (node.kind) {
    case 'say':
    case 'end':
      return [{ part: 'text', text: node.text }];
    case 'objection':
      return [
        { part: 'label', text: node.label },
        { part: 'text', text: node.text },
      ];
    case 'ask': {
      const words: Words[] = [{ part: 'text', text: node.text }];
      const { answer } = node;
      if (answer.kind === 'one' || answer.kind === 'several')
        words.push(...answer.options.map(({ id, label }) => ({ part: `option:${id}`, text: label })));
      if (answer.kind === 'scale') {
        if (answer.low) words.push({ part: 'low', text: answer.low });
        if (answer.high) words.push({ part: 'high', text: answer.high });
      }
      return words;
    }
    case 'act':
      return node.actions.flatMap((action, index) =>
        action.kind === 'createTask' ? [{ part: `action:${index}`, text: action.title }] : [],
      );
    case 'branch':
    case 'back':
      return [];
  }
}
