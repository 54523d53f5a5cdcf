import { GLOBAL_KEYS, type GlobalKey, type KeyState } from '../../../shared/contract/desktop.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { isGlobalKey } from './accelerator.ts';

export type Keys = Settings['globalKeys'];
export type KeyStates = Readonly<Record<GlobalKey, KeyState>>;

/** Electron's `globalShortcut`: `register` answers false when another program has the key, and throws on nonsense. */
export interface KeyRegistry {
  register(accelerator: string, onPress: () => void): boolean;
  unregister(accelerator: string): void;
}

export interface GlobalKeysOptions {
  readonly registry: KeyRegistry;
  readonly onPress: (key: GlobalKey) => void;
  /** Told after each `use` that changed something. */
  readonly onStates: (states: KeyStates, keys: Keys) => void;
}

/** How the desktop treats keys of programs that have not the focus. */
export type KeyGrant = 'free' | 'portal' | 'forbidden';

/** Holds the keys of the settings, and knows what became of each. */
export class GlobalKeys {
  readonly #options: GlobalKeysOptions;
  #held: string[] = [];
  #last = '';

  constructor(options: GlobalKeysOptions) {
    this.#options = options;
  }

  use(keys: Keys, grant: KeyGrant): void {
    const wish = JSON.stringify([keys, grant]);
    if (wish === this.#last) return;
    this.#last = wish;
    this.release();
    const taken = new Set<string>();
    const states = Object.fromEntries(
      GLOBAL_KEYS.map((key) => [key, this.#take(key, keys[key].trim(), grant, taken)]),
    ) as Record<GlobalKey, KeyState>;
    this.#options.onStates(states, keys);
  }

  /** Gives all keys back to the other programs. */
  release(): void {
    for (const accelerator of this.#held.splice(0)) this.#options.registry.unregister(accelerator);
  }

  #take(key: GlobalKey, accelerator: string, grant: KeyGrant, taken: Set<string>): KeyState {
    if (accelerator === '') return 'off';
    if (!isGlobalKey(accelerator)) return 'invalid';
    if (grant === 'forbidden') return 'forbidden';
    const known = accelerator.toLowerCase();
    if (taken.has(known)) return 'twice';
    taken.add(known);
    try {
      if (!this.#options.registry.register(accelerator, () => this.#options.onPress(key))) return 'taken';
    } catch {
      return 'invalid';
    }
    this.#held.push(accelerator);
    return grant === 'portal' ? 'desktopDecides' : 'on';
  }
}
