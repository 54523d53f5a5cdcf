import type { ColleagueState } from '../../../shared/contract/agent.ts';

type State = ColleagueState['state'];

const MAX_LENGTH = 64_000;
const MAX_DIALOGS = 50;
const NAMESPACE = 'urn:ietf:params:xml:ns:dialog-info';

/**
 * What the documents of one subscription (RFC 4235) say together. A partial one changes some dialogs of a full one; one
 * that is older than the last says nothing.
 */
export class DialogInfo {
  readonly #dialogs = new Map<string, State>();
  #version = -1;

  /** The state after this document, or undefined when it cannot be read or came late. */
  take(xml: string): State | undefined {
    const root = parse(xml);
    if (root === undefined) return undefined;
    const version = Number(root.getAttribute('version') ?? '0');
    if (!Number.isSafeInteger(version) || version < this.#version) return undefined;
    this.#version = version;
    if (root.getAttribute('state') !== 'partial') this.#dialogs.clear();
    const dialogs = [...root.children].filter(({ localName }) => localName === 'dialog');
    for (const dialog of dialogs.slice(0, MAX_DIALOGS)) {
      const id = dialog.getAttribute('id') ?? '';
      const state = stateOf(dialog);
      if (state === 'free' || this.#dialogs.size >= MAX_DIALOGS) this.#dialogs.delete(id);
      else this.#dialogs.set(id, state);
    }
    const states = [...this.#dialogs.values()];
    return states.includes('talking') ? 'talking' : states.includes('ringing') ? 'ringing' : 'free';
  }

  /** A new subscription counts its versions anew. */
  begin(): void {
    this.#version = -1;
    this.#dialogs.clear();
  }
}

/** A browser's parser fetches nothing from outside; documents that declare entities are not even shown to it. */
function parse(xml: string): Element | undefined {
  if (xml.length > MAX_LENGTH || /<!(?:DOCTYPE|ENTITY)/i.test(xml)) return undefined;
  const { documentElement: root } = new DOMParser().parseFromString(xml, 'application/xml');
  const known = root?.localName === 'dialog-info' && root.namespaceURI === NAMESPACE;
  return known ? root : undefined;
}

/** RFC 4235 §3.7.1. Who calls somebody else is as busy as who talks; only who is called can be helped by a pick-up. */
function stateOf(dialog: Element): State {
  const state = [...dialog.children].find(({ localName }) => localName === 'state')?.textContent?.trim();
  switch (state) {
    case 'confirmed':
      return 'talking';
    case 'trying':
    case 'proceeding':
    case 'early':
      return dialog.getAttribute('direction') === 'initiator' ? 'talking' : 'ringing';
    default:
      return 'free';
  }
}
