import { DateTime } from 'luxon';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { ContactDraft } from '../../../shared/contract/contacts.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { TalkRun } from '../../../shared/contract/talk-scripts.ts';
import { writtenFact } from '../../../shared/domain/contact/written.ts';
import { writtenOutcome } from '../../../shared/domain/outcome/written.ts';
import { writeAnswer } from '../../../shared/domain/talk-script/answer.ts';
import { nodeOf } from '../../../shared/domain/talk-script/graph.ts';
import type { TalkState } from '../../../shared/domain/talk-script/interpreter.ts';
import {
  type AnswerValue,
  type FillableField,
  type FillTarget,
  type NodeId,
  ownIdOf,
  type ScriptAction,
  type TalkScript,
} from '../../../shared/domain/talk-script/script.ts';
import { plainText } from '../../../shared/domain/talk-script/text.ts';
import { textIn } from '../../../shared/domain/talk-script/text-in.ts';
import type { Log } from '../host/log.ts';
import { draftOf, filled, isStage } from './fill.ts';
import { filledOwn } from './fill-own.ts';
import type { TalkWorld } from './world.ts';

export interface ActionsOptions {
  readonly repositories: Pick<Repositories, 'contacts' | 'tasks' | 'outcomes' | 'ownFields'>;
  readonly world: TalkWorld;
  readonly settings: () => Settings;
  readonly now: () => number;
  readonly log: Log;
}

/** The talk at the moment at which something is done. */
export interface ActionScene {
  readonly run: Pick<TalkRun, 'id' | 'callId' | 'contactId' | 'language' | 'facts'>;
  readonly script: TalkScript;
  readonly state: TalkState;
}

/** What was changed, to be told when the move is on disk. */
export interface Done {
  readonly contactIds: Set<string>;
  readonly taskIds: Set<string>;
  readonly listIds: Set<string>;
}

export const nothingDone = (): Done => ({
  contactIds: new Set(),
  taskIds: new Set(),
  listIds: new Set(),
});

/**
 * What a script does by itself. Runs in the transaction of the move. What cannot be done, since a field, a list or the
 * customer is not there any more, is a note in the log: a talk goes on.
 */
export function createActions({ repositories, world, settings, now, log }: ActionsOptions) {
  const { contacts, tasks, outcomes, ownFields } = repositories;

  function change(
    { run }: ActionScene,
    what: (contact: NonNullable<ReturnType<typeof contacts.get>>) => Partial<ContactDraft> | string,
    done: Done,
  ): void {
    const contact = run.contactId === undefined ? undefined : contacts.get(run.contactId);
    const fields = contact ? what(contact) : 'unknownCustomer';
    if (!contact || typeof fields === 'string') {
      log.info({ runId: run.id, reason: fields }, 'a script fills nothing in');
      return;
    }
    if (Object.keys(fields).length === 0) return;
    contacts.update(contact.id, contact.version, { ...draftOf(contact), ...fields });
    done.contactIds.add(contact.id);
  }

  function fill(
    scene: ActionScene,
    field: FillTarget,
    text: string,
    done: Done,
    answer?: AnswerValue | undefined,
  ): void {
    const id = ownIdOf(field);
    change(
      scene,
      (contact) =>
        id === undefined
          ? filled(contact, field as FillableField, text, answer)
          : filledOwn(contact, ownFields.get(id), text, scene.run.language, answer),
      done,
    );
  }

  function act(action: ScriptAction, scene: ActionScene, done: Done): void {
    const { run, script, state } = scene;
    const { language, facts } = run;
    const scope = { script, language, facts, answers: state.answers };
    const written = (template: string) =>
      plainText(template, scope, ({ place, text }) => {
        switch (place) {
          case 'contact.lastOutcome':
            return writtenOutcome(outcomes.list(), text, language) ?? '';
          case 'contact.stage':
            return writtenFact('stage', text, language);
          case 'contact.channel':
            return writtenFact('channel', text, language);
          case 'contact.relation':
            return writtenFact('relation', text, language);
          default:
            return text;
        }
      });
    switch (action.kind) {
      case 'fillField':
        fill(scene, action.field, written(action.value), done);
        break;
      case 'setStage': {
        const { stage } = action;
        change(scene, () => (isStage(stage) ? { stage } : 'unknownStage'), done);
        break;
      }
      case 'addTag': {
        const tag = action.tag.trim();
        change(scene, ({ tags }) => (tag === '' || tags.includes(tag) ? {} : { tags: [...tags, tag] }), done);
        break;
      }
      case 'createTask': {
        const title = written(textIn(action.title, language)).trim().slice(0, 300);
        const zone = zoneOf(run.contactId);
        const dueAt = timeIn(action.inDays, action.time, zone, now());
        const { id } = tasks.create({ contactId: run.contactId, callId: run.callId, title, dueAt, zone });
        done.taskIds.add(id);
        break;
      }
      case 'toList':
        if (run.contactId !== undefined && world.toList(action.campaignId, run.contactId))
          done.listIds.add(action.campaignId);
        break;
      case 'doNotCall':
        if (run.contactId !== undefined) world.doNotCall(run.contactId, '');
    }
  }

  const zoneOf = (contactId: string | undefined): string => {
    const zone = contactId === undefined ? undefined : contacts.get(contactId)?.zone;
    return zone !== undefined && DateTime.fromMillis(0, { zone }).isValid ? zone : settings().zone;
  };

  return {
    /** A question's answer goes into the field that it fills. */
    fillByAnswer(nodeId: NodeId, value: AnswerValue, scene: ActionScene, done: Done): void {
      const node = nodeOf(scene.script, nodeId);
      if (node?.kind !== 'ask' || node.fills === undefined) return;
      fill(scene, node.fills, writeAnswer(value, scene.run.language, node.answer), done, value);
    },
    /** The actions of a step, in their order. */
    carryOut(nodeId: NodeId, scene: ActionScene, done: Done): void {
      const node = nodeOf(scene.script, nodeId);
      if (node?.kind !== 'act') return;
      for (const action of node.actions) {
        try {
          act(action, scene, done);
        } catch (error) {
          // What the base refuses (a full disk) must undo the move; what is simply not there any more must not.
          if (!(error instanceof Failure) || !HARMLESS.has(error.code)) throw error;
          log.info(
            { err: error, runId: scene.run.id, action: action.kind },
            'a script could not do something',
          );
        }
      }
    },
  };
}

const HARMLESS: ReadonlySet<string> = new Set([
  'notFound',
  'badRequest',
  'listNotRunning',
  'leadGone',
  'ownValueRefused',
]);

/** So many days from now at this time of the customer's clock; a past moment of today is told at once. */
function timeIn(days: number, time: string, zone: string, now: number): number {
  const [hour = 9, minute = 0] = time.split(':').map(Number);
  const there = DateTime.fromMillis(now, { zone }).plus({ days });
  const at = there.set({ hour: hour % 24, minute: minute % 60, second: 0, millisecond: 0 });
  return Math.max(now, at.toMillis());
}
