import type * as models from './generated/client.js';

/**
 * What raw SQL gives for a column of a Prisma model, in the model's spelling: numbers for BIGINT and for booleans (0 or 1), Buffer for
 * bytes, and for JSON whatever is stored or its text (see `parseJson`).
 */
type Raw<Value> = models.Prisma.JsonObject extends Value
  ? unknown
  : Value extends bigint | boolean
    ? number
    : Value extends Uint8Array
      ? Buffer
      : Value;

type RowOf<Model> = { [Name in keyof Model]: Raw<Model[Name]> };

/** Every table and its rows, as `Sql.query` reads them. */
export interface Tables {
  api_token: RowOf<models.ApiToken>;
  audit: RowOf<models.Audit>;
  channel: RowOf<models.Channel>;
  channel_gate: RowOf<models.ChannelGate>;
  channel_setup: RowOf<models.ChannelSetup>;
  channel_share: RowOf<models.ChannelShare>;
  delivery: RowOf<models.Delivery>;
  event: RowOf<models.Event>;
  evidence: RowOf<models.Evidence>;
  feed_link: RowOf<models.FeedLink>;
  host_budget: RowOf<models.HostBudget>;
  idempotency_key: RowOf<models.IdempotencyKey>;
  identity: RowOf<models.Identity>;
  item: RowOf<models.Item>;
  item_mark: RowOf<models.ItemMark>;
  lease: RowOf<models.Lease>;
  notice: RowOf<models.Notice>;
  notification: RowOf<models.Notification>;
  one_time_code: RowOf<models.OneTimeCode>;
  passkey: RowOf<models.Passkey>;
  price_point: RowOf<models.PricePoint>;
  public_link: RowOf<models.PublicLink>;
  replica: RowOf<models.Replica>;
  rhythm: RowOf<models.Rhythm>;
  run: RowOf<models.Run>;
  session: RowOf<models.Session>;
  task: RowOf<models.Task>;
  task_item: RowOf<models.TaskItem>;
  task_share: RowOf<models.TaskShare>;
  task_tag: RowOf<models.TaskTag>;
  user: RowOf<models.User>;
}

/**
 * What a statement reads of one table: `interface DueRow extends Columns<'task', 'id' | 'token'> {}`. A column of words
 * (`state`, `kind`) is a string here; whoever knows the words narrows it in the interface.
 */
export type Columns<Table extends keyof Tables, Name extends keyof Tables[Table]> = Pick<Tables[Table], Name>;
