// No text for people stands in a component: it would exist in one language only.
import ts from 'typescript';
import type { CheckResult } from './result.ts';
import { parseSource, place, readSources, walk } from './sources.ts';

/** Properties that a person reads or hears. */
const SPOKEN = new Set([
  'label',
  'title',
  'placeholder',
  'aria-label',
  'aria-description',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'alt',
  'description',
]);
const LETTER = /\p{L}/u;
/** Shown as it is in every language. */
const NAMES = new Set(['Ringdesk', 'JsSIP', 'SIP.js', 'SIP', 'WSS', 'STUN', 'TURN', 'MOS', 'CSV', 'XLSX']);

/** Looks at every component of the pages. */
export function checkLiteralText(root: string): CheckResult {
  const sources = readSources(root, ['renderer/**/*.tsx']);
  return {
    name: 'literal text',
    problems: sources.flatMap(findLiteralText),
    scope: `${sources.length} components`,
  };
}

/** The same for one text, for tests. */
export const literalTextIn = (text: string): string[] => findLiteralText(parseSource('example.tsx', text));

function findLiteralText(source: ts.SourceFile): string[] {
  const problems: string[] = [];
  const report = (node: ts.Node, text: string): void => {
    const words = text.replace(/\s+/g, ' ').trim();
    if (LETTER.test(words) && !NAMES.has(words)) problems.push(`${place(node)}: "${words}"`);
  };
  walk(source, (node) => {
    if (ts.isJsxText(node)) report(node, node.text);
    else if (ts.isJsxAttribute(node)) {
      if (SPOKEN.has(node.name.getText()) && node.initializer)
        for (const [at, text] of textsOf(node.initializer)) report(at, text);
    } else if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent)) {
      for (const [at, text] of textsOf(node.expression)) report(at, text);
    }
  });
  return problems;
}

/** The literals that an expression may have as its value: both arms of a condition, each side of ?? and +. */
function textsOf(node: ts.Node): Array<[at: ts.Node, text: string]> {
  if (ts.isStringLiteralLike(node)) return [[node, node.text]];
  if (ts.isTemplateExpression(node))
    return [node.head, ...node.templateSpans.map((span) => span.literal)].map((part) => [part, part.text]);
  if (ts.isJsxExpression(node)) return node.expression ? textsOf(node.expression) : [];
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const yields = [
      ts.SyntaxKind.QuestionQuestionToken,
      ts.SyntaxKind.BarBarToken,
      ts.SyntaxKind.AmpersandAmpersandToken,
      ts.SyntaxKind.PlusToken,
    ];
    return yields.includes(node.operatorToken.kind) ? [...textsOf(node.left), ...textsOf(node.right)] : [];
  }
  return [];
}
