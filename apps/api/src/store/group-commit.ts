export interface GroupCommitOptions<Row, Result> {
  /** Stores rows together, all or none, and resolves to one result for each, in their order. */
  commitAll: (rows: readonly Row[]) => Promise<Result[]>;
  /** Whether an error of {@link commitAll} may be the fault of one single row; then each row is committed alone. */
  isFaultOfOneRow: (error: unknown) => boolean;
  /** What a row is refused with that found no room within `maxWaitMs`. */
  createWaitError: () => Error;
  /** Most rows of one commit. @default 100 */
  maxRows?: number;
  /** Most commits under way at once; rows that come meanwhile gather for the next. @default 2 */
  maxUnderWay?: number;
  /** Longest wait for a commit to begin, in ms. @default 2000 */
  maxWaitMs?: number;
}

interface Waiting<Row, Result> {
  row: Row;
  sinceMs: number;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * Lets rows that come at the same time share a commit, and with it a statement, a flush to the disk and an exchange with the
 * server. Nobody waits for company: a row that comes alone leaves at the end of the event loop's turn. Each gets its own
 * answer after its own commit; a row that the server refuses takes no other with it.
 */
export class GroupCommit<Row, Result> {
  readonly #options: Required<GroupCommitOptions<Row, Result>>;
  #waiting: Waiting<Row, Result>[] = [];
  #underWay = 0;
  #isPlanned = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: GroupCommitOptions<Row, Result>) {
    this.#options = { maxRows: 100, maxUnderWay: 2, maxWaitMs: 2000, ...options };
  }

  /** Resolves when the row is committed. @throws what the server said to this row, or `createWaitError()` */
  commit(row: Row): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ row, sinceMs: performance.now(), resolve, reject });
      this.#plan();
    });
  }

  /** After all sockets that can be read in this turn were read, so that their requests leave together. */
  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    setImmediate(() => {
      this.#isPlanned = false;
      this.#begin();
    });
  }

  #begin(): void {
    const { maxRows, maxUnderWay } = this.#options;
    while (this.#waiting.length > 0 && this.#underWay < maxUnderWay) {
      const group = this.#waiting.splice(0, maxRows);
      this.#underWay += 1;
      void this.#commitGroup(group).finally(() => {
        this.#underWay -= 1;
        this.#plan();
      });
    }
    this.#watch();
  }

  async #commitGroup(group: readonly Waiting<Row, Result>[]): Promise<void> {
    try {
      const results = await this.#options.commitAll(group.map(({ row }) => row));
      // Nobody is told of a commit that did not happen.
      if (results.length !== group.length)
        throw new Error(`${group.length} rows were committed and ${results.length} results told`);
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (group.length > 1 && this.#options.isFaultOfOneRow(error)) {
        await Promise.all(group.map((waiting) => this.#commitGroup([waiting])));
      } else {
        for (const { reject } of group) reject(error);
      }
    }
  }

  /** While the server is silent nothing begins, and those who wait must not wait for ever. */
  #watch(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const [oldest] = this.#waiting;
    if (!oldest) return;
    const leftMs = oldest.sinceMs + this.#options.maxWaitMs - performance.now();
    this.#timer = setTimeout(() => this.#refuseLate(), Math.max(1, leftMs));
    this.#timer.unref();
  }

  #refuseLate(): void {
    const { maxWaitMs, createWaitError } = this.#options;
    const limitMs = performance.now() - maxWaitMs;
    const firstInTime = this.#waiting.findIndex(({ sinceMs }) => sinceMs > limitMs);
    const late = this.#waiting.splice(0, firstInTime === -1 ? this.#waiting.length : firstInTime);
    for (const { reject } of late) reject(createWaitError());
    this.#watch();
  }
}
