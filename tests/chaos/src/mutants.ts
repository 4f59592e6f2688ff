/** A fault planted in the scheduler's own code: text of a built file, and what takes its place. */
export interface Mutant {
  name: string;
  /** Under which fault it must be seen. */
  under: string;
  /** What the checker must say of it. */
  saidAs: RegExp;
  /** In `apps/scheduler/dist`. */
  file: string;
  from: string;
  to: string;
}

/** Each must be caught by `make chaos-mutants`. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'the token is not checked when a run is saved',
    under: 'zombie-scheduler',
    saidAs: /was saved after a later one|told \[/,
    file: 'store/runs/save-result.js',
    from: "join(', ')} WHERE id = ? AND token = ?`",
    to: "join(', ')} WHERE id = ? AND token >= ?`",
  },
  {
    name: 'one in five rows of the outbox is dropped',
    under: 'calm',
    saidAs: /no notice of/,
    file: 'store/outbox/insert-notices.js',
    from: 'rows.push([userId, id,',
    to: 'if (Math.random() < 0.2) continue;\n            rows.push([userId, id,',
  },
  {
    name: 'sold and back are never told',
    under: 'calm',
    saidAs: /(sold|back) .* is not told|must be \[.*(sold|back)/,
    file: 'diff/diff-listing.js',
    from: 'const wasSold = isSold(known);',
    to: 'return kinds;\n    const wasSold = isSold(known);',
  },
  {
    name: '70 % of price points are not written',
    under: 'calm',
    saidAs: /price point|no point of it/,
    file: 'store/runs/write-items.js',
    from: 'await sql.later(INSERT_PRICE_POINTS',
    to: 'if (Math.random() >= 0.7) await sql.later(INSERT_PRICE_POINTS',
  },
  {
    name: 'messages are marked as sent before they are sent',
    under: 'receivers',
    saidAs: /is sent and not received/,
    file: 'notify/outbox.js',
    from: 'const served = await serveGate({',
    to: "await markSent(db.sql, gate.deliveries.map(({ id }) => id), 'sent');\n        const served = await serveGate({",
  },
  {
    name: 'events tell the new price as the old one',
    under: 'calm',
    saidAs: /told \[/,
    file: 'diff/diff-listing.js',
    from: 'oldPrice = known.price,',
    to: 'oldPrice = next.price,',
  },
  {
    name: 'one in three runs is not recorded',
    under: 'calm',
    saidAs: /no run says so/,
    file: 'store/runs/insert-run.js',
    from: 'await sql.later(`INSERT INTO run (',
    to: 'if (Math.random() < 0.33) return;\n    await sql.later(`INSERT INTO run (',
  },
  {
    name: 'a listing that goes back and forth is told of each time',
    under: 'calm',
    saidAs: /told \[/,
    file: 'diff/tell-changes.js',
    from: 'if (!(isReturn && hasReturned) && next.at.length < MOST_PER_HOUR)',
    to: 'if (next.at.length > 0)',
  },
  {
    name: 'messages are signed with a secret that is not the channel’s',
    under: 'calm',
    saidAs: /not signed with its secret/,
    file: 'notify/serve-gate.js',
    from: '{ secret: gate.secret, deadlineMs }',
    to: "{ secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', deadlineMs }",
  },
  {
    name: 'entries of the stream are kept in hand for ever',
    under: 'calm',
    saidAs: /never acknowledged/,
    file: 'modes/handle-task-message.js',
    from: "    return 'done';\n}",
    to: '    return { retryInMs: 3_600_000 };\n}',
  },
];
