import { z } from 'zod';
import { BUILT_IN, type Grants as RightGrants } from '../domain/rights/profiles.ts';
import { REACHES, RIGHTS } from '../domain/rights/rights.ts';
import { Changed, Done, Empty, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { atWork, entrance, inTalk, need } from './need.ts';

/** Right → reach; what is missing is not allowed. */
export const Grants = z.partialRecord(z.enum(RIGHTS), z.enum(REACHES)) as z.ZodType<RightGrants>;

const named = (value: z.ZodString) => value.refine((name) => name.trim() !== '', 'empty');
const Name = named(z.string().max(100)).refine((name) => !name.includes('\u0000'), 'NUL is not text');
/** NIST SP 800-63B: length counts, and rules about its signs do not. */
export const PASSWORD_LENGTH = { least: 8, most: 200 } as const;
const NewPassword = text(PASSWORD_LENGTH.most).refine(
  (word) => word.length >= PASSWORD_LENGTH.least,
  'short',
);
const Password = text(PASSWORD_LENGTH.most);

/** What the program brings has the name of its key until somebody gives it another. */
const BuiltIn = z.enum(BUILT_IN).optional();
export const Profile = z.object({ id: Id, name: z.string(), builtIn: BuiltIn, grants: Grants });
export const RolePlace = z.object({
  id: Id,
  name: z.string(),
  builtIn: BuiltIn,
  parentId: Id.optional(),
  profileId: Id,
});
export const Group = z.object({ id: Id, name: z.string() });
export const Person = z.object({
  id: Id,
  name: z.string(),
  roleId: Id,
  groupIds: z.array(Id),
  /** May log in. */
  active: z.boolean(),
  hasPassword: z.boolean(),
  me: z.boolean(),
});
export type Profile = z.infer<typeof Profile>;
export type RolePlace = z.infer<typeof RolePlace>;
export type Group = z.infer<typeof Group>;
export type Person = z.infer<typeof Person>;

/** Who works here, as every desk has to know it. */
export const SessionState = z.object({
  /** Several people share this machine, so each says who he is. Without it whoever sits here may do everything. */
  asked: z.boolean(),
  /** Absent: nobody is logged in at this desk. */
  who: z.object({ id: Id, name: z.string() }).optional(),
  locked: z.boolean(),
  grants: Grants,
  /** Of a locked screen: calls that somebody can take, without a word of whose they are. */
  onLine: z.array(
    z.object({
      callId: Id,
      /** `dialing`: we ring somebody, so there is nothing to answer. */
      state: z.enum(['ringing', 'dialing', 'talking']),
      since: Time,
      muted: z.boolean(),
      held: z.boolean(),
    }),
  ),
});
export type SessionState = z.infer<typeof SessionState>;

/** `token` resumes this session once, and brings the next one. */
export const Entered = z.object({ token: z.string(), state: SessionState });
export type Entered = z.infer<typeof Entered>;

/** Of a session that is over: why. */
export const SESSION_ENDS = ['loggedOut', 'replaced', 'ended', 'expired'] as const;
export const LoginSession = z.object({
  id: Id,
  userId: Id,
  userName: z.string(),
  startedAt: Time,
  seenAt: Time,
  endedAt: Time.optional(),
  end: z.enum(SESSION_ENDS).optional(),
  /** The one that asks. */
  mine: z.boolean(),
});
export type LoginSession = z.infer<typeof LoginSession>;

export const sessionRequests = {
  'session.state': request(['desk', 'shell'], Empty, SessionState, entrance),
  /** Fails with `loginWrong`, `loginWait` (params: seconds), `placeTaken` (params: name). */
  'session.login': request(['desk'], z.object({ name: text(100), password: Password }), Entered, entrance),
  /** After a reload or a loss. A token works once: one that was used is refused with `loginNeeded`, and that is kept. */
  'session.resume': request(['desk'], z.object({ token: z.string().max(100) }), Entered, entrance),
  /** Fails with `talkGoesOn` while a call is on the line. */
  'session.logout': request(['desk'], Empty, Done, inTalk),
  'session.lock': request(['desk'], Empty, Done, atWork),
  /** Fails as a login. */
  'session.unlock': request(['desk'], z.object({ password: Password }), SessionState, inTalk),
  /** Somebody moved: the time to the lock begins anew. */
  'session.active': request(['desk'], Empty, Done, atWork),
  'session.changePassword': request(
    ['desk'],
    z.object({ old: Password, password: NewPassword }),
    Done,
    atWork,
  ),
  /** Lets one channel of the phone page in, within a minute. */
  'session.phoneTicket': request(['desk'], Empty, z.object({ ticket: z.string() }), inTalk),
} as const;

export const sessionEvents = { 'session.changed': z.object({}) } as const;

const administer = need('users.administer');

export const directoryRequests = {
  /**
   * One's own name, for the customer's ear and the colleagues' eyes. Fails with `nameTaken`; where several people log in, a
   * name is what they log in with, and the administrator's: `notAllowed`.
   */
  'users.rename': request(['desk'], z.object({ name: Name }), Changed, atWork),
  'users.directory': request(
    ['desk'],
    Empty,
    z.object({
      asked: z.boolean(),
      /** 0: never. */
      lockMinutes: z.number().int(),
      people: z.array(Person),
      profiles: z.array(Profile),
      roles: z.array(RolePlace),
      groups: z.array(Group),
    }),
    administer,
  ),
  /** From now on everybody says who he is. Whoever asks for it becomes the first administrator. */
  'users.turnOn': request(['desk'], z.object({ name: Name, password: NewPassword }), Entered, administer),
  'users.turnOff': request(['desk'], Empty, Done, administer),
  'users.setLock': request(
    ['desk'],
    z.object({ minutes: z.number().int().min(0).max(480) }),
    Done,
    administer,
  ),
  /**
   * Makes somebody, or changes who is there. Fails with `nameTaken`, `lastAdministrator`, `rightsFault`. A new password, and
   * leaving, end the sessions.
   */
  'users.save': request(
    ['desk'],
    z.object({
      id: Id.optional(),
      name: Name,
      roleId: Id,
      groupIds: z.array(Id).max(50),
      active: z.boolean(),
      password: NewPassword.optional(),
    }),
    Changed,
    administer,
  ),
  /** The administrator's stays as it is. */
  'users.saveProfile': request(
    ['desk'],
    z.object({ id: Id.optional(), name: Name, grants: Grants }),
    Changed,
    administer,
  ),
  'users.saveRole': request(
    ['desk'],
    z.object({ id: Id.optional(), name: Name, parentId: Id.optional(), profileId: Id }),
    Changed,
    administer,
  ),
  'users.saveGroup': request(['desk'], z.object({ id: Id.optional(), name: Name }), Changed, administer),
  /** Fails with `stillUsed`, and for what the program brings with `notAllowed`. */
  'users.remove': request(
    ['desk'],
    z.object({ kind: z.enum(['profile', 'role', 'group']), id: Id }),
    Changed,
    administer,
  ),
  /** Newest first, those of the last 90 days. */
  'users.sessions': request(['desk'], Empty, z.array(LoginSession), administer),
  'users.endSession': request(['desk'], z.object({ id: Id }), Done, administer),
} as const;
