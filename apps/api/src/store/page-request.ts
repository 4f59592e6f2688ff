/** Newest first; `before` is the id of the last one seen. */
export interface PageRequest {
  before?: number | undefined;
  /** Entries to leave out, where the order is not by id. */
  offset?: number | undefined;
  limit: number;
}
