/** What an operation does to its thing. `follow`: what of a shared thing is one’s own, such as silence, or leaving it. */
export type Action = 'read' | 'create' | 'change' | 'delete' | 'run' | 'test' | 'share' | 'follow';

/**
 * What an operation is about. `account`: what is the caller's own (sessions, tokens, passkeys, settings); `people`: accounts of
 * others and invites; `session`: signing in and out; `system`: how the house is doing.
 */
export type Thing =
  | 'task'
  | 'item'
  | 'event'
  | 'channel'
  | 'source'
  | 'system'
  | 'session'
  | 'account'
  | 'people'
  | 'audit'
  | 'public';
