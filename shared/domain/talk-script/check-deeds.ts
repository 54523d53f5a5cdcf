import { type Fault, fault, isField, type ScriptWorld } from './fault.ts';
import { FILLABLE_FIELDS, type TalkScript } from './script.ts';

/** Whether what the template does, and ends with, is still there in this firm. */
export function checkDeeds(script: TalkScript, world: ScriptWorld): Fault[] {
  const { outcomes, campaigns, stages } = world;
  const faults: Fault[] = [];
  for (const node of script.nodes) {
    if (node.kind === 'end') {
      const { id, outcome } = node;
      if (outcome === undefined) faults.push(fault('endWithoutOutcome', id));
      else if (outcomes && !outcomes.has(outcome))
        faults.push(fault('unknownOutcome', id, { value: outcome }));
    }
    if (node.kind !== 'act') continue;
    node.actions.forEach((action, index) => {
      const part = `action:${index}`;
      const tell = (code: Fault['code'], value: string) => faults.push(fault(code, node.id, { part, value }));
      if (action.kind === 'fillField') {
        if (!isField(action.field, FILLABLE_FIELDS, world)) tell('unknownField', action.field);
        if (action.value.trim() === '') tell('valueMissing', '');
      }
      if (action.kind === 'setStage' && stages && !stages.has(action.stage))
        tell('unknownStage', action.stage);
      if (action.kind === 'addTag' && action.tag.trim() === '') tell('valueMissing', '');
      if (action.kind === 'toList' && campaigns && !campaigns.has(action.campaignId))
        tell('unknownList', action.campaignId);
    });
  }
  return faults;
}
