import type { TrainingLog } from './log.ts';

/** Who wants to be told. A listener that throws is logged and does not keep the news from the others. */
export class Listeners<News> {
  readonly #log: TrainingLog;
  readonly #listeners = new Set<(news: News) => void>();

  constructor(log: TrainingLog) {
    this.#log = log;
  }

  add(listener: (news: News) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  tell(news: News): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(news);
      } catch (error) {
        this.#log.error({ error: String(error) }, 'training exchange: listener failed');
      }
    }
  }
}
