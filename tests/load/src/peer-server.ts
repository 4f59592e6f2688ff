import type { AddressInfo } from 'node:net';
import express from 'express';
import { createBareTasks } from './bare-task.js';

// The peer: express, one INSERT, one XADD, no validation, no authentication, no idempotency.
const { DATABASE_URL = '', REDIS_URL = '' } = process.env;
const tasks = createBareTasks(DATABASE_URL, REDIS_URL);
const app = express();
app.use(express.json());
app.post('/api/tasks', async (_request, response) => {
  response.status(201).json({ id: await tasks.create() });
});
const server = app.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
