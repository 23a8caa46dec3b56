import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromLocalInput, toLocalInput } from './local-time.ts'

describe('local times', () => {
  it('are kept to the minute by an input', () => {
    const minutes = fc.integer({ min: 0, max: 60_000_000 })
    fc.assert(
      fc.property(minutes, (minute) => {
        const value = toLocalInput(minute * 60_000)
        expect(value).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
        // An hour that comes twice a year when the clocks go back may come out as the other one.
        const difference = Math.abs(Date.parse(fromLocalInput(value)) - minute * 60_000)
        expect([0, 3_600_000]).toContain(difference)
      }),
    )
  })

  it('are undefined while the input is incomplete', () => {
    expect(fromLocalInput('')).toBe('')
    expect(fromLocalInput('nonsense')).toBe('')
  })
})
