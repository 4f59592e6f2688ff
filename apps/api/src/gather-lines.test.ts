import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, it } from '@jest/globals';
import { gatherLines } from './gather-lines.js';

function createTarget() {
  const writes: string[] = [];
  const target = new PassThrough();
  target.on('data', (chunk: Buffer) => writes.push(chunk.toString()));
  return { target, writes };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

it('passes on the lines of one turn together, in their order', async () => {
  const { target, writes } = createTarget();
  const stream = gatherLines(target, new EventEmitter() as NodeJS.Process);
  stream.write('one\n');
  stream.write('two\n');
  expect(writes).toEqual([]);
  await turn();
  stream.write('three\n');
  await turn();
  expect(writes).toEqual(['one\ntwo\n', 'three\n']);
});

it('keeps no line back when the process exits', () => {
  const { target, writes } = createTarget();
  const process = new EventEmitter();
  gatherLines(target, process as NodeJS.Process).write('last words\n');
  process.emit('exit', 1);
  expect(writes).toEqual(['last words\n']);
});
