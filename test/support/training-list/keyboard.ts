import type { Page } from 'playwright-core';

/** Keys of an operator who has no mouse, counted. */
export class Keyboard {
  pressed = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      await this.#page.keyboard.press(name);
      this.pressed += 1;
    }
  }

  async write(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
    this.pressed += text.length;
  }
}
