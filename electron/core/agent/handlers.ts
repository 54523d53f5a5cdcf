import type { agentRequests } from '../../../shared/contract/agent.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { dialTarget } from '../../../shared/domain/call/dial-target.ts';
import { presetProfile } from '../../../shared/domain/pbx/presets.ts';
import type { Dialling } from '../calls/dialling.ts';
import type { Context } from '../host/dispatch.ts';
import type { Agent } from './agent.ts';

export function agentHandlers(options: {
  readonly agent: Agent;
  readonly dialling: Dialling;
  readonly settings: () => Settings;
}): Handlers<typeof agentRequests, Context> {
  const { agent, dialling } = options;
  return {
    'agent.state': () => agent.state(),
    'agent.doNotDisturb': ({ on }) => agent.setDoNotDisturb(on),
    'agent.forward': ({ to }) => {
      if (to === null) return agent.setForward(undefined);
      const target = dialTarget(to, options.settings());
      if (target === undefined) throw new Failure('invalidNumber', { number: to.slice(0, 60) });
      return agent.setForward(target);
    },
    'agent.queues': ({ in: inQueues }) => agent.setQueues(inQueues),
    'agent.pause': ({ reason }) => agent.setPause(reason ?? undefined),
    // A customer rings there: what follows is a talk as any other.
    'agent.pickUp': async ({ extension }) => ({
      callId: await dialling.dial(agent.codeFor('pickUp', { extension }), { purpose: 'talk' }),
    }),
    'agent.voicemail': async () => ({
      callId: await dialling.dial(agent.codeFor('voicemail'), { purpose: 'service' }),
    }),
    'agent.preset': ({ preset }) => presetProfile(preset),
  };
}
