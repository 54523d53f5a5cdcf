import type { DialledBehaviour, Persona } from '../../../shared/domain/training/persona.ts';
import { behaviourAt } from '../../../shared/domain/training/personas.ts';
import { PROSPECT_PERSONAS } from '../../../shared/domain/training/prospect-behaviours.ts';
import { PROSPECTS } from '../../../shared/domain/training/prospects.ts';
import type { Town } from './town.ts';
import type { TownCall } from './town-call.ts';

const PITCH = 380;

/** The prospects of the training list move into town and behave there as on the training line. */
export function settleProspects(town: Town): void {
  for (const { id, numbers } of PROSPECTS) {
    const persona = PROSPECT_PERSONAS.find((one) => one.id === id);
    if (persona) for (const number of numbers) settle(town, persona, number);
  }
}

function settle(town: Town, persona: Persona, number: string): void {
  const behaviour = behaviourAt(persona, number);
  // Whom the town does not know has no telephone: 404.
  if (behaviour.kind === 'noSuchNumber') return;
  town.customer(number, PITCH, (call) => void behave(call, behaviour));
}

async function behave(call: TownCall, behaviour: DialledBehaviour): Promise<void> {
  switch (behaviour.kind) {
    case 'busy':
      await pause(behaviour.afterMs);
      return call.refuse(486);
    case 'declines':
      call.ring();
      await pause(behaviour.ringMs);
      return call.refuse(603);
    case 'neverAnswers':
      call.ring();
      await pause(behaviour.giveUpMs);
      return call.refuse(480);
    case 'answers':
      return answer(call, behaviour.ringMs, behaviour.talkMs);
    case 'voicemail':
      return answer(call, behaviour.ringMs, behaviour.listensMs);
    default:
      throw new Error(`nobody in town ${behaviour.kind}`);
  }
}

async function answer(call: TownCall, ringMs: number, talkMs: number): Promise<void> {
  call.ring();
  await pause(ringMs);
  call.accept();
  await pause(talkMs);
  call.hangUp();
}

/** Does not keep the test waiting: most callers hang up long before the customer would. */
const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
