/** How long something took, again and again, and how much of that nothing else could be done meanwhile, in milliseconds. */
export interface Measured {
  p50: number
  p95: number
  /** Most CPU time of the thread that also takes events in, for one answer; other work on the machine does not show in it. */
  thread: number
}

/** Does `work` so many times, one after the other. */
export async function measure(work: () => Promise<unknown>, times: number): Promise<Measured> {
  await work()
  const spent: number[] = []
  let thread = 0
  for (let turn = 0; turn < times; turn++) {
    const before = process.threadCpuUsage()
    const start = performance.now()
    await work()
    spent.push(performance.now() - start)
    const { user, system } = process.threadCpuUsage(before)
    thread = Math.max(thread, (user + system) / 1_000)
  }
  spent.sort((a, b) => a - b)
  const at = (share: number) => spent[Math.floor(spent.length * share)] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), thread }
}
