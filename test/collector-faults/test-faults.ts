import { describe, expect, it } from 'vitest'
import { controls, type Fault, faults } from './faults.ts'
import '../leadlight-process.ts'

/** Of the full figures. */
const SHARE = 0.01

/** Kills are what this is about most. */
const shares: Record<string, number> = { 'SQLite: kill -9': 0.1, 'SQLite: order of fsync and answer': 0.1 }

/** The sources take more memory for themselves than the build, and to fill it takes minutes; slow sockets have a test of their own. */
const inFullOnly = new Set([
  'SQLite: overload',
  'SQLite: overload by large batches',
  'SQLite: slow sockets',
  'bodies without end',
  'a queue without end',
])

const tried = (name: string, fault: Fault) =>
  fault((figure) => Math.max(1, Math.round(figure * (shares[name] ?? SHARE))))

/** Tests a little of what `npm run faults:collector` does in full; each guard is shown to matter by breaking it. */
export function testFaults(isOurs: (name: string) => boolean): void {
  const ours = (all: Record<string, Fault>) =>
    Object.entries(all).filter(([name]) => isOurs(name) && !inFullOnly.has(name))

  describe('nothing that was answered is lost or counts twice', () => {
    it.each(ours(faults))('%s', { timeout: 180_000 }, async (name, fault) => {
      const tally = await tried(name, fault)
      if (typeof tally === 'string') return console.info(`${name}: not tried, ${tally}`)
      expect(tally).toMatchObject({ lost: 0, double: 0, wrong: [] })
      expect(tally.events).toBeGreaterThan(0)
    })
  })

  describe('the same would be noticed', () => {
    it.each(ours(controls))('%s', { timeout: 120_000 }, async (name, control) => {
      const tally = await tried(name, control)
      if (typeof tally === 'string') return console.info(`${name}: not tried, ${tally}`)
      expect(tally.lost + tally.double + tally.wrong.length).toBeGreaterThan(0)
    })
  })
}
