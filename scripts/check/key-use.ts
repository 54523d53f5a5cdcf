// Which translation keys the sources use. Read from the syntax tree: a key is a literal in `t(…)`, in <Trans i18nKey>, or any
// literal 'namespace:key' (tables of labels); a template's fixed beginning stands for all keys that begin so.
import ts from 'typescript';
import { place, walk } from './sources.ts';

export interface KeyUse {
  /** Where, as 'file:line'. */
  at: string;
  /** The full keys of which one must exist: more than one when the file has several namespaces. */
  candidates: string[];
}

export interface KeyUses {
  uses: KeyUse[];
  /** Full beginnings, 'calls:outcome.'. */
  prefixes: string[];
}

/** i18next's `defaultNS`. */
const DEFAULT_NAMESPACE = 'common';
const BINDS_NAMESPACE = new Set(['useTranslation', 'getFixedT', 'withTranslation']);

/** @param namespaces those that have a file, to tell 'calls:log' from 'node:fs' */
export function findKeyUses(source: ts.SourceFile, namespaces: ReadonlySet<string>): KeyUses {
  const own = boundNamespaces(source, namespaces);
  const uses: KeyUse[] = [];
  const prefixes: string[] = [];
  const qualify = (key: string): string[] =>
    key.includes(':') ? [key] : own.map((namespace) => `${namespace}:${key}`);
  const seen = new Set<ts.Node>();

  const use = (node: ts.Node): void => {
    for (const inner of valuesOf(node)) {
      seen.add(inner);
      if (ts.isStringLiteralLike(inner)) uses.push({ at: place(inner), candidates: qualify(inner.text) });
      else if (ts.isTemplateExpression(inner)) prefixes.push(...qualify(inner.head.text));
    }
  };
  walk(source, (node) => {
    if (ts.isCallExpression(node) && isT(node.expression)) node.arguments.slice(0, 1).forEach(use);
    if (ts.isJsxAttribute(node) && node.name.getText() === 'i18nKey' && node.initializer)
      use(node.initializer);
  });
  walk(source, (node) => {
    if (seen.has(node)) return;
    const text = ts.isStringLiteralLike(node)
      ? node.text
      : ts.isTemplateExpression(node)
        ? node.head.text
        : '';
    const namespace = /^([\w-]+):[\w.-]+$/.exec(text)?.[1];
    if (!namespace || !namespaces.has(namespace)) return;
    if (ts.isTemplateExpression(node)) prefixes.push(text);
    else uses.push({ at: place(node), candidates: [text] });
  });
  return { uses, prefixes };
}

/** t(…), i18n.t(…), props.t(…) */
function isT(callee: ts.Expression): boolean {
  return (
    (ts.isIdentifier(callee) && callee.text === 't') ||
    (ts.isPropertyAccessExpression(callee) && callee.name.text === 't')
  );
}

function boundNamespaces(source: ts.SourceFile, namespaces: ReadonlySet<string>): string[] {
  const found: string[] = [];
  walk(source, (node) => {
    if (!ts.isCallExpression(node)) return;
    const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
    if (!BINDS_NAMESPACE.has(callee.getText())) return;
    for (const argument of node.arguments) {
      const items = ts.isArrayLiteralExpression(argument) ? argument.elements : [argument];
      for (const item of items)
        if (ts.isStringLiteralLike(item) && namespaces.has(item.text)) found.push(item.text);
    }
  });
  return found.length > 0 ? [...new Set(found)] : [DEFAULT_NAMESPACE];
}

function valuesOf(node: ts.Node): ts.Node[] {
  if (ts.isJsxExpression(node)) return node.expression ? valuesOf(node.expression) : [];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return valuesOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...valuesOf(node.whenTrue), ...valuesOf(node.whenFalse)];
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(valuesOf);
  return [node];
}
