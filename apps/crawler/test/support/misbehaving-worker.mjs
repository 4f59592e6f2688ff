/** Stands in for the parse worker: does with its thread what the address of the document says. */
export default async function misbehave({ begun, body, origin }) {
  begun.postMessage(null);
  const path = new URL(origin.url).pathname;
  if (path === '/endless') for (;;);
  if (path === '/bomb') {
    const kept = [];
    for (;;) kept.push(new Array(1000).fill({ path }));
  }
  if (path === '/exit') process.exit(1);
  if (path === '/throw') throw new TypeError('a bug of a reader');
  return { status: 'ok', content: { title: 'fine', bytes: body.length } };
}
