import type { Stage } from '@leadlight/protocol'
import { describe, expect, it } from 'vitest'
import { type Step, stageTimes } from './stage-times.ts'

const step = (at: number, from: Stage, to: Stage): Step => ({ at, from, to })

describe('the stages of a lead', () => {
  it.each<[what: string, steps: Step[], now: Stage, way: (number | null)[]]>([
    ['nobody saw move', [], 'lead', []],
    ['was imported as a customer', [], 'customer', [null, null, null]],
    ['went step by step', [step(1, 'lead', 'mql'), step(5, 'mql', 'sql')], 'sql', [1, 5]],
    ['is told in any order', [step(5, 'mql', 'sql'), step(1, 'lead', 'mql')], 'sql', [1, 5]],
    [
      'went back and up again',
      [step(1, 'lead', 'mql'), step(2, 'mql', 'lead'), step(3, 'lead', 'mql')],
      'mql',
      [1],
    ],
    ['skipped a stage', [step(4, 'lead', 'customer')], 'customer', [4, 4, 4]],
    ['stood at a stage unnoticed, and left it', [step(4, 'sql', 'lead')], 'lead', [null, null]],
    [
      'stood there unnoticed, and came again',
      [step(4, 'mql', 'lead'), step(5, 'lead', 'mql')],
      'mql',
      [null],
    ],
    ['was disqualified', [step(1, 'lead', 'mql'), step(2, 'mql', 'disqualified')], 'disqualified', [1]],
    ['was taken up again', [step(2, 'disqualified', 'sql')], 'sql', [2, 2]],
    ['did two steps at once', [step(2, 'mql', 'sql'), step(2, 'lead', 'mql')], 'sql', [2, 2]],
  ])('that %s', (_, steps, now, way) => expect(stageTimes(steps, now)).toEqual(way))
})
