import type { Lead, ScoreAnswer, ScoreCourse } from '@leadlight/protocol'
import { defaultModel } from '@leadlight/scoring'
import { beforeEach, describe, expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'
import { memoryStore } from '../storage/memory.ts'

/** Two leads of one device, and a model that one collector has just published, which neither of two has used yet. */

const model = { ...defaultModel, rules: [] }
let publisher: Collector
let other: Collector

beforeEach(async () => {
  const store = memoryStore()
  publisher = startCollector({ store })
  other = startCollector({ store })
  const person = (email: string, minute: number) => ({
    type: 'identify' as const,
    anonymousId: 'shared',
    timestamp: `2026-11-01T10:0${minute}:00Z`,
    traits: { email, title: 'CEO' },
  })
  const batch = [person('ada@x.io', 1), person('bob@x.io', 2)]
  await publisher.ingest({ writeKey: 'wk', sentAt: new Date().toISOString(), batch })
  expect((await read<Lead>(other, '/api/leads/email:bob@x.io')).score).not.toBe(0)
  const changed = await askAsOwner(publisher, '/api/model', 'PUT', { ...model, version: 2 })
  expect(changed.status).toBe(200)
})

async function read<Answer>(collector: Collector, path: string): Promise<Answer> {
  const answer = await askAsOwner(collector, path)
  expect(answer.status).toBe(200)
  return answer.json()
}

const collectors = () => [publisher, other]

describe('a new model', () => {
  it('is the one by which every collector explains a score', async () => {
    for (const collector of collectors()) {
      const score = await read<ScoreAnswer>(collector, '/api/leads/email:bob@x.io/score')
      expect(score).toMatchObject({ score: 0, model: { version: 2 } })
    }
  })

  it('is the one by which every collector draws a history', async () => {
    for (const collector of collectors()) {
      const course = await read<ScoreCourse>(collector, '/api/leads/email:bob@x.io/score/history')
      expect(course.model.version).toBe(2)
      expect(course.points.every(({ score }) => score === 0)).toBe(true)
    }
  })

  it.each([0, 1])('scores who shared a device with an erased lead (collector %i)', async (index) => {
    const collector = collectors()[index] ?? other
    expect((await askAsOwner(collector, '/api/leads/email:ada@x.io', 'DELETE')).status).toBe(200)
    for (const each of collectors()) {
      const { data } = await read<{ data: Lead[] }>(each, '/api/leads')
      expect(data.map(({ email, score }) => [email, score])).toEqual([['bob@x.io', 0]])
    }
  })
})
