/** jest globalTeardown for start-mariadb.mjs. An interrupted run needs none: the server ends with its parent. */
export default async function stopAfterRun() {
  await globalThis.mariadbOfRun?.stop();
}
