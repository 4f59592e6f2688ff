import { Writable } from 'node:stream';

/**
 * A stream that passes on what was written in one turn of the event loop by one write at its end: under load a system call for
 * each log line costs more than making the line. What is left when the process exits is written then.
 */
export function gatherLines(target: NodeJS.WritableStream, process: Pick<NodeJS.Process, 'on'>): Writable {
  let lines: string[] = [];
  function flush(): void {
    if (lines.length === 0) return;
    const text = lines.join('');
    lines = [];
    target.write(text);
  }
  process.on('exit', flush);
  return new Writable({
    decodeStrings: false,
    write(line: string | Buffer, _encoding, done) {
      if (lines.length === 0) setImmediate(flush);
      lines.push(line.toString());
      done();
    },
  });
}
