import { type DAVResponse, getBasicAuthHeaders } from 'tsdav';
import { Failure } from '../../../shared/contract/failure.ts';
import { sourceFailure } from './source-failure.ts';

/** One answer may take so long; a first one of a large book has 100 cards. */
const ANSWER_MS = 30_000;

export interface Access {
  readonly login: string;
  readonly password: string;
}

/** Requests of one run, with its login; tells a server that stopped from one that was never there. */
export class DavWay {
  readonly headers: Record<string, string>;
  #reached = false;

  constructor({ login, password }: Access) {
    const { authorization } = getBasicAuthHeaders({ username: login, password });
    this.headers = login === '' || !authorization ? {} : { authorization };
  }

  /** For `fetchOptions`: each request has its own clock. */
  get options(): RequestInit {
    return { signal: AbortSignal.timeout(ANSWER_MS), redirect: 'follow' };
  }

  /** @throws Failure */
  async ask<T>(work: () => Promise<T>): Promise<T> {
    try {
      const answer = await work();
      this.#reached = true;
      return answer;
    } catch (error) {
      throw sourceFailure(error, this.#reached);
    }
  }

  /** The answers of a multistatus; anything else is a Failure by its status. */
  async many(
    work: () => Promise<DAVResponse[]>,
  ): Promise<{ answers: DAVResponse[]; token: string | undefined }> {
    const answers = await this.ask(work);
    const first = answers[0];
    const raw = first?.raw as { multistatus?: { syncToken?: unknown } } | string | undefined;
    const body = typeof raw === 'object' ? raw?.multistatus : undefined;
    // tsdav hands on what it could not parse (an answer that was cut off) as if it were one.
    if (body === undefined)
      throw statusFailure(first?.status ?? 0, String(typeof raw === 'string' ? raw : '').slice(0, 500));
    return { answers, token: textOf(body.syncToken) };
  }
}

/** Statuses as people are told of them. */
export function statusFailure(status: number, cause = ''): Failure {
  const because = { cause: new Error(`${status} ${cause}`) };
  if (status === 401 || status === 403) return new Failure('directoryRefused', {}, because);
  if (status === 404 || status === 405 || status === 410)
    return new Failure('directoryNotThere', {}, because);
  if (status >= 500 || status === 429) return new Failure('directoryStopped', {}, because);
  return new Failure('directoryAnswer', {}, because);
}

/** Text of an element as tsdav hands it on: plain, a number, or CDATA. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return undefined;
  const { _cdata, _text } = value as { _cdata?: unknown; _text?: unknown };
  return textOf(_cdata) ?? textOf(_text);
}
