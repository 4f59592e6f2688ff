import type { Action, Role, Scope, Thing } from '@goodshunter/contracts/api';
import type { Person } from './person.js';

/** What somebody is to a thing: its owner, or whom it is shared with. */
export type Relation = 'owner' | 'editor' | 'viewer';

const EVERYTHING = [
  'read',
  'create',
  'change',
  'delete',
  'run',
  'test',
  'share',
  'follow',
] as const satisfies readonly Action[];

type Rules = Readonly<Partial<Record<Thing, readonly Action[]>>>;

const GUEST: Rules = {
  task: ['read', 'follow'],
  item: ['read'],
  event: ['read'],
  source: ['read'],
  // Their own password, sessions and settings; nothing that others see.
  account: ['read', 'change', 'delete'],
  session: EVERYTHING,
  public: ['read'],
};
const MEMBER: Rules = { ...GUEST, task: EVERYTHING, item: EVERYTHING, event: EVERYTHING, channel: EVERYTHING };
const ADMIN: Rules = { ...MEMBER, people: EVERYTHING, audit: ['read'], system: EVERYTHING };

const BY_ROLE: Readonly<Record<Role, Rules>> = { guest: GUEST, member: MEMBER, admin: ADMIN };

const LOOK: Rules = {
  task: ['read'],
  item: ['read'],
  event: ['read'],
  channel: ['read'],
  source: ['read'],
  system: ['read'],
  session: ['read', 'delete'],
  public: ['read'],
};
/** What a token may at most, whatever its owner may. */
const BY_SCOPE: Readonly<Record<Scope, Rules>> = {
  read: LOOK,
  hunt: { ...LOOK, task: EVERYTHING, item: EVERYTHING, event: EVERYTHING, channel: EVERYTHING },
  admin: { ...ADMIN },
};

/** What needs more than that one's role allows it: being its owner, or more than a viewer. */
const BY_RELATION: Readonly<Record<Relation, Rules>> = {
  owner: { task: EVERYTHING, channel: EVERYTHING, item: EVERYTHING, event: EVERYTHING },
  editor: { task: ['read', 'change', 'run', 'follow'], item: EVERYTHING, event: ['read'] },
  viewer: { task: ['read', 'follow'], item: ['read', 'change'], event: ['read'] },
};

/**
 * The one rule of access: whether this person may do this to a thing of this kind. Routes ask it before they do anything; queries
 * are scoped by {@link relationsThatMay}, so that what is not one's own looks as if it were not there.
 */
export function may(person: Person, action: Action, thing: Thing): boolean {
  if (!roleMay(person.role, action, thing)) return false;
  return person.scopes === null || person.scopes.some((scope) => allows(BY_SCOPE[scope], action, thing));
}

/** What a role may at most; the page offers nobody more. */
export function roleMay(role: Role, action: Action, thing: Thing): boolean {
  return allows(BY_ROLE[role], action, thing);
}

function allows(rules: Rules, action: Action, thing: Thing): boolean {
  return rules[thing]?.includes(action) ?? false;
}

/** What somebody must be to a thing to do this to it. */
export function relationsThatMay(action: Action, thing: Thing): readonly Relation[] {
  return (Object.keys(BY_RELATION) as Relation[]).filter((relation) => BY_RELATION[relation][thing]?.includes(action));
}
