import type { Lead } from '@leadlight/protocol'
import type { Where } from '@leadlight/scoring'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { presentKnown } from '../leads/read/present-lead.ts'
import { sampleLead } from '../storage/contract/samples.ts'
import { compileSegment } from './compile-segment.ts'

const bant = { known: true, value: 'high', points: 5 } as const
const known = presentKnown(sampleLead('ld_1', { owner: 'meera' }))
const leads = [0, 50].map(
  (score) =>
    ({
      ...{ ...known, score, engagement: score, fit: 0, grade: 'D4', stage: 'lead' },
      bant: { budget: bant, authority: bant, need: bant, timeline: bant },
    }) as Lead,
)

const anyTest = fc.tuple(
  fc.constantFrom('score', 'stage', 'bant.need.known', 'bant.need.value', 'owner', 'traits.name', 'email'),
  fc.constantFrom('meera', 'lead', 'Ana', true, { gt: 10 }, { exists: true }, { contains: 'a' }),
)
const { anyWhere } = fc.letrec<{ anyWhere: Where }>((tie) => ({
  anyWhere: fc.oneof(
    { depthSize: 'small' },
    fc.array(anyTest, { minLength: 1, maxLength: 3 }).map((tests) => Object.fromEntries(tests) as Where),
    fc.array(tie('anyWhere'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('anyWhere'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('anyWhere').map((not) => ({ not })),
  ),
}))

describe('compileSegment', () => {
  it('excludes without the standing only those who are not in the segment', () => {
    let excluded = 0
    fc.assert(
      fc.property(anyWhere, fc.constantFrom(...leads), (where, lead) => {
        const segment = compileSegment(where)
        if (segment.mayHave(known, 0)) return
        excluded += 1
        expect(segment.has(lead, 0)).toBe(false)
      }),
      { numRuns: 2_000 },
    )
    expect(excluded).toBeGreaterThan(100)
  })
})
