import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { channelPair } from '../../../shared/channel/channel.ts';
import { createCoreClient } from '../../../shared/channel/client.ts';
import { callRequests } from '../../../shared/contract/calls.ts';
import { Failure, toWire } from '../../../shared/contract/failure.ts';
import type { Core } from './options.ts';

/** A number and little else. */
const MAX_BODY_BYTES = 4_096;
const Body = z.strictObject({ number: callRequests['calls.dial'].input.shape.number });

/**
 * `POST /control/dial` with `{"number": "…"}`: dials for another program of the same person. Answers
 * `{"callId": "…"}`, or `{"failure": {"code", "params"}}` with a code of the catalogue; 400 for what is no such question.
 *
 * The asker is let in by the control key of the profile (see `web.ts`) and may do what the shell may.
 */
export async function answerDial(
  core: Core,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = Body.safeParse(await readJson(request));
  if (!body.success) return sayJson(response, 400, { failure: toWire(new Failure('badRequest')) });
  try {
    sayJson(response, 200, await dial(core, body.data.number));
  } catch (error) {
    sayJson(response, 200, { failure: toWire(error) });
  }
}

/** Through the same door as every satellite: the dispatcher judges the request. */
async function dial(core: Core, number: string): Promise<{ callId: string }> {
  const shell = createCoreClient({
    open: async () => {
      const [mine, theirs] = channelPair();
      core.accept(theirs, 'shell');
      return mine;
    },
  });
  try {
    return await shell.request('calls.dial', { number });
  } finally {
    shell.close();
  }
}

/** `undefined` for what is too long, broken off, or no JSON. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      // Read to its end all the same: who is cut off never hears why.
      if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
    }
    if (bytes > MAX_BODY_BYTES) return undefined;
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function sayJson(response: ServerResponse, status: number, value: unknown): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(value));
}
