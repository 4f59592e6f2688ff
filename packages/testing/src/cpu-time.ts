/**
 * CPU time that `work` takes, in ms. Unlike time on the clock it does not grow while other processes have the machine, so
 * that two of these can be set against each other anywhere.
 */
export function cpuTimeOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
