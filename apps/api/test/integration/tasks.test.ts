import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Rig, startRig, TASK } from './rig.js';

const STREAM = 'goodshunter:task:queue';
let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ withRedis: true });
});
afterAll(() => rig?.stop());

async function readRow(id: number) {
  const [row] = await rig.database.sql.query<Record<string, unknown>>(
    'SELECT *, due_at <= UTC_TIMESTAMP(3) AS is_due FROM task WHERE id = ?',
    [id],
  );
  return row;
}

/** As a scheduler does it. */
async function claim(id: number): Promise<void> {
  const { affectedRows } = await rig.database.sql.execute(
    `UPDATE task SET token = token + 1, lease_owner = 'worker', attempt = attempt + 1,
       due_at = UTC_TIMESTAMP(3) + INTERVAL 30 SECOND WHERE id = ? AND due_at <= UTC_TIMESTAMP(3)`,
    [id],
  );
  expect(affectedRows).toBe(1);
}

async function readEntries() {
  const entries = await rig.redis.client().xrange(STREAM, '-', '+');
  return entries.map(([, fields]) => JSON.parse(fields[1] ?? '') as Record<string, unknown>);
}

describe('POST /api/tasks', () => {
  it('stores the task due now, announces it with the correlation id, and answers both', async () => {
    const response = await rig
      .call('post', '/api/tasks')
      .set('X-Correlation-Id', 'trace-1')
      .send({
        ...TASK,
        minPrice: 1000,
        maxPrice: 20000,
        currency: 'EUR',
        excludeKeywords: ['broken'],
        intervalSeconds: 5,
      });
    expect(response.status).toBe(201);
    expect(response.headers['x-correlation-id']).toBe('trace-1');
    const { task, dispatch } = response.body;
    expect(dispatch).toBe('queued');
    expect(task).toMatchObject({
      name: 'lens',
      source: 'feed',
      query: TASK.query,
      minPrice: 1000,
      maxPrice: 20000,
      currency: 'EUR',
      excludeKeywords: ['broken'],
      notify: null,
      intervalSeconds: 5,
      state: 'active',
      health: 'pending',
      isRunning: false,
    });
    // Reading it tells more, of what it found and who it is shared with.
    expect((await rig.call('get', `/api/tasks/${task.id}`)).body).toMatchObject(task);
    expect(await readRow(task.id)).toMatchObject({ isDue: 1, token: 0, correlationId: 'trace-1' });
    expect(await readEntries()).toContainEqual(
      expect.objectContaining({ task_id: task.id, action: 'execute', source: 'api', correlation_id: 'trace-1' }),
    );
  });

  it('takes the configured interval, and the host as a name, when none is given', async () => {
    const response = await rig
      .call('post', '/api/tasks')
      .send({ source: 'page', query: { url: 'https://shop.example/p' } });
    expect(response.body.task).toMatchObject({ intervalSeconds: 60, name: 'page shop.example', keyword: '' });
  });

  it('keeps any text as it was written', async () => {
    const name = '相机 📷 "quoted" <b>’; DROP TABLE task; --';
    const id = await rig.createTask({ name, maxPrice: Number.MAX_SAFE_INTEGER });
    const { body } = await rig.call('get', `/api/tasks/${id}`);
    expect(body).toMatchObject({ name, maxPrice: Number.MAX_SAFE_INTEGER });
  });

  it('makes an unsafe correlation id its own', async () => {
    const response = await rig.call('post', '/api/tasks').set('X-Request-Id', 'x y"{}').send(TASK);
    expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('Idempotency-Key', () => {
  const post = (key: string, body: object) => rig.call('post', '/api/tasks').set('Idempotency-Key', key).send(body);

  it('answers the same task to the same request, however its fields are ordered', async () => {
    const first = await post('key-1', TASK);
    const second = await post('key-1', {
      keyword: TASK.keyword,
      query: TASK.query,
      source: TASK.source,
      excludeKeywords: [],
    });
    expect(second.status).toBe(201);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(second.body.task.id).toBe(first.body.task.id);
  });

  it('refuses the key with another body', async () => {
    await post('key-2', TASK);
    const response = await post('key-2', { ...TASK, keyword: 'flash' });
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', errors: [{ field: 'Idempotency-Key' }] });
  });

  it('makes one task of many requests at once, and leaves no other behind', async () => {
    const name = 'raced';
    const responses = await Promise.all(Array.from({ length: 20 }, () => post('key-3', { ...TASK, name })));
    expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(new Set(responses.map(({ body }) => body.task.id)).size).toBe(1);
    expect(responses.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1);
    const rows = await rig.database.sql.query('SELECT id FROM task WHERE name = ?', [name]);
    expect(rows).toHaveLength(1);
  });

  it('tells keys apart by case', async () => {
    const [lower, upper] = await Promise.all([post('key-4', TASK), post('KEY-4', TASK)]);
    expect(lower.body.task.id).not.toBe(upper.body.task.id);
  });
});

describe('GET /api/tasks', () => {
  it('pages newest first without gap or repetition, and filters', async () => {
    const ids: number[] = [];
    for (let i = 0; i < 5; i += 1) ids.push(await rig.createTask({ name: `paged 100%_${i}` }));
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const response = await rig
        .call('get', '/api/tasks')
        .query({ q: '100%_', limit: 2, ...(cursor ? { cursor } : {}) });
      expect(response.body.data.length).toBeLessThanOrEqual(2);
      seen.push(...response.body.data.map(({ id }: { id: number }) => id));
      cursor = response.body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(ids.reverse());
    await rig.call('post', `/api/tasks/${ids[0]}/pause`);
    const paused = await rig.call('get', '/api/tasks').query({ state: 'paused' });
    expect(paused.body.data.map(({ id }: { id: number }) => id)).toEqual([ids[0]]);
    expect((await rig.call('get', '/api/tasks').query({ q: 'no such name' })).body).toEqual({
      data: [],
      nextCursor: null,
    });
  });

  it('refuses a cursor that is none and a filter it does not know', async () => {
    const cursor = await rig.call('get', '/api/tasks?cursor=abc');
    expect(cursor.body).toMatchObject({ status: 422, errors: [{ field: 'cursor' }] });
    const filter = await rig.call('get', '/api/tasks?colour=red');
    expect(filter.body).toMatchObject({ status: 422, errors: [{ field: 'colour' }] });
  });
});

describe('what revokes a run', () => {
  it('an edit of the hunt: new token, no lease, due now, no validators', async () => {
    const id = await rig.createTask();
    await claim(id);
    const response = await rig.call('patch', `/api/tasks/${id}`).send({ maxPrice: 500 });
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ maxPrice: 500, isRunning: false });
    expect(await readRow(id)).toMatchObject({ token: 2, leaseOwner: null, attempt: 0, isDue: 1, validators: null });
    await expect(readEntries()).resolves.toContainEqual(expect.objectContaining({ task_id: id, action: 'stop' }));
  });

  it.each([
    ['another keyword', { keyword: 'flash' }, true],
    ['another query', { query: { url: 'https://shop.example/other.xml' } }, true],
    ['another price', { minPrice: 5 }, false],
  ])('with %s the baseline is reset: %j', async (_what, change, isReset) => {
    const id = await rig.createTask();
    await rig.database.sql.execute('UPDATE task SET baseline_at = UTC_TIMESTAMP(3) WHERE id = ?', [id]);
    await rig.database.sql.execute(
      `INSERT INTO task_item (task_id, item_id, availability, is_match, first_seen_at, changed_at)
       VALUES (?, 1, 'in_stock', 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
      [id],
    );
    await rig.call('patch', `/api/tasks/${id}`).send(change).expect(200);
    const seen = await rig.database.sql.query('SELECT item_id FROM task_item WHERE task_id = ?', [id]);
    expect({ baseline: (await readRow(id))?.baselineAt === null, seen: seen.length }).toEqual({
      baseline: isReset,
      seen: isReset ? 0 : 1,
    });
  });

  it('but not a new name, nor a value that stays as it is', async () => {
    const id = await rig.createTask();
    await claim(id);
    await rig
      .call('patch', `/api/tasks/${id}`)
      .send({ name: 'Better', keyword: TASK.keyword, query: TASK.query })
      .expect(200);
    expect(await readRow(id)).toMatchObject({ name: 'Better', token: 1, leaseOwner: 'worker' });
  });

  it('pausing: nothing is due until it is resumed', async () => {
    const id = await rig.createTask();
    await claim(id);
    const paused = await rig.call('post', `/api/tasks/${id}/pause`);
    expect(paused.body).toMatchObject({ state: 'paused', nextRunAt: null, isRunning: false });
    expect(await readRow(id)).toMatchObject({ token: 2, leaseOwner: null, dueAt: null });
    expect((await rig.call('post', `/api/tasks/${id}/run`)).body).toMatchObject({ status: 409, code: 'CONFLICT' });
    await rig.call('patch', `/api/tasks/${id}`).send({ keyword: 'flash' }).expect(200);
    expect(await readRow(id)).toMatchObject({ dueAt: null, state: 'paused' });
    const resumed = await rig.call('post', `/api/tasks/${id}/resume`);
    expect(resumed.body).toMatchObject({ dispatch: 'queued', task: { state: 'active' } });
    expect(await readRow(id)).toMatchObject({ isDue: 1 });
  });

  it('deleting: it is gone for its owner, and never due again', async () => {
    const id = await rig.createTask();
    await claim(id);
    await rig.call('delete', `/api/tasks/${id}`).expect(204);
    expect(await readRow(id)).toMatchObject({ token: 2, leaseOwner: null, dueAt: null, state: 'deleted' });
    for (const [method, path] of [
      ['get', ''],
      ['delete', ''],
      ['get', '/items'],
      ['get', '/runs'],
      ['post', '/run'],
      ['post', '/pause'],
      ['post', '/resume'],
    ] as const) {
      expect((await rig.call(method, `/api/tasks/${id}${path}`)).status).toBe(404);
    }
  });
});

describe('POST /api/tasks/:id/run', () => {
  it('makes it due now, announced, and leaves a living lease alone', async () => {
    const id = await rig.createTask();
    await rig.database.sql.execute('UPDATE task SET due_at = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR WHERE id = ?', [id]);
    const asked = await rig.call('post', `/api/tasks/${id}/run`);
    expect(asked.status).toBe(202);
    expect(asked.body.dispatch).toBe('queued');
    expect(await readRow(id)).toMatchObject({ isDue: 1 });
    await claim(id);
    const again = await rig.call('post', `/api/tasks/${id}/run`);
    expect(again.body).toMatchObject({ dispatch: 'running', task: { isRunning: true } });
    expect(again.status).toBe(202);
    expect(await readRow(id)).toMatchObject({ token: 1, leaseOwner: 'worker', isDue: 0 });
  });

  it('lets the asked run stand for a planned one that is late, on the same grid', async () => {
    const id = await rig.createTask({ intervalSeconds: 60 });
    const { sql } = rig.database;
    const readPlan = async () => {
      const [row] = await sql.query<{ aheadS: number; planned: Date }>(
        'SELECT planned_at AS planned, TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(3), planned_at) AS aheadS FROM task WHERE id = ?',
        [id],
      );
      if (!row) throw new Error('no task');
      return row;
    };
    const late = 'planned_at = UTC_TIMESTAMP(3) - INTERVAL 150 SECOND';
    await sql.execute(`UPDATE task SET due_at = UTC_TIMESTAMP(3), ${late} WHERE id = ?`, [id]);
    const before = await readPlan();
    expect((await rig.call('post', `/api/tasks/${id}/run`)).status).toBe(202);
    const after = await readPlan();
    expect(after.aheadS).toBeGreaterThanOrEqual(0);
    expect((after.planned.getTime() - before.planned.getTime()) % 60_000).toBe(0);
    expect((await rig.call('post', `/api/tasks/${id}/run`)).status).toBe(202);
    expect(await readRow(id)).toMatchObject({ isDue: 1 });
  });
});

describe('GET /api/queue and the figures', () => {
  it('tell the stream as redis-cli does, and the schedulers that live', async () => {
    await rig.database.sql.execute(
      `INSERT INTO replica (name, mode, mode_since, mode_reason, beat_at)
       VALUES ('s1', 'redis_streams', UTC_TIMESTAMP(3), 'Redis is well', UTC_TIMESTAMP(3)),
         ('s0', 'db_polling', UTC_TIMESTAMP(3), 'old', UTC_TIMESTAMP(3) - INTERVAL 1 HOUR)`,
    );
    const { body } = await rig.call('get', '/api/queue');
    expect(body).toMatchObject({
      mode: 'redis_streams',
      stream: STREAM,
      group: 'scheduler_group',
      length: await rig.redis.client().xlen(STREAM),
      schedulers: [{ name: 's1', mode: 'redis_streams' }],
      deadLetters: 0,
    });
    expect(body.due).toBeGreaterThan(0);
  });

  it('are logged and exposed', async () => {
    rig.api.startTimers();
    expect(rig.logLines()).toContainEqual(
      expect.objectContaining({ msg: 'task producer initialized', stream: STREAM, enabled: true }),
    );
    const metrics = await rig.call('get', '/metrics');
    for (const name of [
      'tasks_created_total{dispatch="queued"}',
      'announce_breaker_state 0',
      'build_info',
      'queue_up',
    ]) {
      expect(metrics.text).toContain(`goodshunter_${name}`);
    }
    expect(metrics.text).toContain('route="/api/tasks/:id",status="200"');
    expect(metrics.text).not.toMatch(/route="\/api\/tasks\/\d/);
  });
});
