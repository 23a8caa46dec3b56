import type { Lead, List, ScoreAnswer } from '@leadlight/protocol'
import { expect, it } from 'vitest'
import { ask, get, refusal } from './two-leads.test.setup.ts'

async function listed(query: string): Promise<Lead[]> {
  return (await get<List<Lead>>(`/api/leads?${query}`)).data
}

it('are the largest contributions to the score, when they are asked for', async () => {
  for (const { id, reasons } of await listed('reasons=3')) {
    const { contributions } = await get<ScoreAnswer>(`/api/leads/${id}/score`)
    const largest = contributions
      .filter(({ points }) => points !== 0)
      .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
      .slice(0, 3)
    expect(largest.length).toBeGreaterThan(0)
    expect(reasons).toMatchObject(largest.map(({ points }) => ({ points })))
    for (const reason of reasons ?? [])
      expect(contributions.find(({ rule }) => rule === reason.rule)).toMatchObject(reason)
  }
  for (const lead of await listed('')) expect(lead).not.toHaveProperty('reasons')
})

it('come with the leads of a segment, too', async () => {
  const body = JSON.stringify({ id: 'all', name: 'All', where: { score: { gt: -1000 } } })
  expect((await ask('/api/segments/all', { method: 'PUT', body })).status).toBe(200)
  expect(await listed('segment=all&reasons=2')).toEqual(await listed('reasons=2'))
  for (const lead of await listed('segment=all')) expect(lead).not.toHaveProperty('reasons')
})

it('include what was done by hand', async () => {
  const [lead] = await listed('limit=1')
  const body = JSON.stringify({ points: -500, author: 'Eve', reason: 'Called' })
  expect((await ask(`/api/leads/${lead?.id}/points`, { method: 'POST', body })).status).toBe(200)
  const changed = (await listed('reasons=1')).find(({ id }) => id === lead?.id)
  expect(changed?.reasons).toEqual([{ rule: 'manual', label: 'By hand', points: -500 }])
})

it.each(['0', '21', 'x', '1.5'])('are refused as %s', async (count) => {
  expect(await refusal(`/api/leads?reasons=${count}`)).toMatchObject({ status: 400 })
})
