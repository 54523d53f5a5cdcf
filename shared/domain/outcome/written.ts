import type { BuiltInOutcome, OutcomeNode } from './outcome.ts';
import { isBuiltIn } from './outcome.ts';
import { findOutcome } from './tree.ts';

type Language = 'en' | 'ru' | 'uk';

/** The catalogue's (`outcomes:name`), for what is written where there is no catalogue: the core. */
const NAMES: Readonly<Record<Language, Readonly<Record<BuiltInOutcome, string>>>> = {
  en: {
    agreed: 'Agreed',
    callback: 'Call back',
    refused: 'Refused',
    question: 'Question',
    order: 'Order',
    complaint: 'Complaint',
    wrongNumber: 'Wrong number',
    noTalk: 'No talk',
    voicemail: 'Voicemail',
    doNotCall: 'Do not call',
  },
  ru: {
    agreed: 'Договорились',
    callback: 'Перезвонить',
    refused: 'Отказ',
    question: 'Вопрос',
    order: 'Заказ',
    complaint: 'Жалоба',
    wrongNumber: 'Не туда',
    noTalk: 'Нет контакта',
    voicemail: 'Автоответчик',
    doNotCall: 'Больше не звонить',
  },
  uk: {
    agreed: 'Домовилися',
    callback: 'Передзвонити',
    refused: 'Відмова',
    question: 'Питання',
    order: 'Замовлення',
    complaint: 'Скарга',
    wrongNumber: 'Не туди',
    noTalk: 'Без розмови',
    voicemail: 'Автовідповідач',
    doNotCall: 'Більше не дзвонити',
  },
};

/**
 * What a call keeps as its outcome, in words, with the first level before it ("Refused · Too dear"). Undefined: it is not
 * known any more.
 */
export function writtenOutcome(
  tree: readonly OutcomeNode[],
  key: string,
  language: Language,
): string | undefined {
  const node = findOutcome(tree, key);
  if (!node) return undefined;
  const name = ({ key: of, name: own }: OutcomeNode) =>
    own ?? (isBuiltIn(of) ? NAMES[language][of] : undefined);
  const parent = findOutcome(tree, node.parent);
  return [parent && name(parent), name(node)].filter((word) => word !== undefined).join(' · ') || undefined;
}
