import { createScorer, defaultModel } from '@leadlight/scoring'
import { describe, expect, it } from 'vitest'
import { createIntake } from '../../create-intake.ts'
import { createLeadService } from '../../create-lead-service.ts'
import { sampleEvent, sampleTime } from '../../storage/contract/samples.ts'
import { memoryStore } from '../../storage/memory.ts'

const scorer = createScorer(defaultModel)
const minute = 60_000
const day = 24 * 60 * minute

/** A store with leads who all looked at the same pages, each a minute before the one before. */
async function fill() {
  const store = memoryStore()
  const intake = createIntake({ store, scorer, now: () => sampleTime })
  for (let index = 0; index < 6; index++) {
    const [anonymousId, latest] = [`v${index}`, sampleTime - index * minute]
    const views = [0, 1, 2].flatMap((days) =>
      ['/pricing', '/demo', '/contact'].map((path) =>
        sampleEvent(`m${index}${days}${path}`, {
          anonymousId,
          at: latest - days * day,
          properties: { path, url: path },
        }),
      ),
    )
    const known = { anonymousId, type: 'identify' as const, email: `p${index}@x.io`, at: latest }
    await intake.accept([...views, sampleEvent(`i${index}`, known)], [])
  }
  return store
}

describe.each(['-score', 'score', '-lastSeen', 'lastSeen'] as const)('a list of one stage by %s', (sort) => {
  it.each(['lead', 'mql'] as const)('has only leads of that stage, while they fade: %s', async (stage) => {
    let clock = sampleTime + 100 * day
    const readings = createLeadService({ store: await fill(), scorer, now: () => clock })
    await readings.refresh()
    const { data: crossings } = await readings.crossings({ limit: 100 })
    const falls = crossings.filter(({ cause }) => cause === 'fading').map(({ at }) => Date.parse(at))
    expect(falls).toHaveLength(6)

    const store = await fill()
    const list = async (cursor?: string) => {
      const service = createLeadService({ store, scorer, now: () => clock })
      await service.refresh()
      return await service.list({ sort, stage, limit: 1, ...(cursor !== undefined && { cursor }) })
    }
    // Two of them have fallen; before the second page, two more do.
    clock = Math.min(...falls) + 1.5 * minute
    const { data, next } = await list()
    clock += 2 * minute
    const pages = [...data]
    for (let cursor = next; cursor !== null; ) {
      const page = await list(cursor)
      pages.push(...page.data)
      cursor = page.next
    }
    expect(pages.length).toBeGreaterThan(1)
    expect(pages.filter((lead) => lead.stage !== stage)).toEqual([])
  })
})
