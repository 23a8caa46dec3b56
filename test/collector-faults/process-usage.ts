import { readFileSync } from 'node:fs'

/** What a process holds in memory, in MB. */
export function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

/** Milliseconds of a hundredth of a second, in which Linux tells CPU time. */
const TICK_MS = 10

/** CPU time that a process has taken with all its threads, in milliseconds: unlike the time by the clock, hardly more on a busy machine. */
export function cpuOf(pid: number): number {
  // The name before them may hold anything, blanks and brackets included.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}
