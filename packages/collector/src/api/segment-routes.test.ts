import type { Lead, List, Segment } from '@leadlight/protocol'
import { describe, expect, it } from 'vitest'
import { ask, get, refusal } from './two-leads.test.setup.ts'

const ada = 'ada@acme.example'
const eve = 'eve@other.example'

async function save(where: object, id = 'some') {
  const body = JSON.stringify({ id, name: 'Some', where })
  const answer = await ask(`/api/segments/${id}`, { method: 'PUT', body })
  expect(answer.status, await answer.clone().text()).toBe(200)
  return (await answer.json()) as Segment
}

async function emailsIn(where: object, query = ''): Promise<(string | null)[]> {
  await save(where)
  const { data } = await get<List<Lead>>(`/api/leads?segment=some${query}`)
  return data.map(({ email }) => email)
}

async function fault(body: object, id = 'some') {
  return await refusal(`/api/segments/${id}`, { method: 'PUT', body: JSON.stringify(body) })
}

describe('segments', () => {
  it('are saved, listed by id, read and removed', async () => {
    const where = { stage: { in: ['lead', 'mql'] }, 'traits.country': 'IN' }
    expect(await save(where, 'from-india')).toEqual({ id: 'from-india', name: 'Some', where })
    await save({ grade: 'A1' }, 'best')
    const { data } = await get<List<Segment>>('/api/segments')
    expect(data.map(({ id }) => id)).toEqual(['best', 'from-india'])
    expect(await get<Segment>('/api/segments/from-india')).toMatchObject({ where })
    expect((await ask('/api/segments/best', { method: 'DELETE' })).status).toBe(200)
    expect(await refusal('/api/segments/best')).toMatchObject({ status: 404, code: 'unknown_segment' })
    expect(await refusal('/api/segments/best', { method: 'DELETE' })).toMatchObject({ status: 404 })
  })

  it('hold the leads for which the condition is true now, in the order asked for', async () => {
    const [first, second] = (await get<List<Lead>>('/api/leads')).data
    const between = ((first?.score ?? 0) + (second?.score ?? 0)) / 2
    expect(await emailsIn({ score: { gte: between } })).toEqual([ada])
    expect(await emailsIn({ score: { lt: between } })).toEqual([eve])
    expect(await emailsIn({ 'firstSource.source': 'facebook' }, '&sort=score')).toEqual([eve, ada])
    expect(await emailsIn({ email: { endsWith: '@acme.example' } })).toEqual([ada])
    expect(await emailsIn({ not: { 'traits.email': { contains: 'acme' } } })).toEqual([eve])
    expect(await emailsIn({ daysSinceLastSeen: { lte: 1 }, 'bant.budget.known': false })).toEqual([ada, eve])
    expect(await emailsIn({ daysSinceFirstSeen: { gt: 1 } })).toEqual([])
    expect(await emailsIn({ owner: { exists: true } })).toEqual([])
  })

  it('go together with other filters', async () => {
    const { stage, grade } = await get<Lead>(`/api/leads/email:${ada}`)
    const other = stage === 'mql' ? 'customer' : 'mql'
    expect(await emailsIn({ stage, grade }, '&q=ada')).toEqual([ada])
    expect(await emailsIn({ all: [{ stage }, { grade }] }, `&stage=${other}`)).toEqual([])
    expect(await emailsIn({ any: [{ stage: other }, { stage }] }, '&q=ada')).toEqual([ada])
  })

  it('come page by page', async () => {
    await save({ score: { gt: 0 } })
    const first = await get<List<Lead>>('/api/leads?segment=some&limit=1')
    const rest = await get<List<Lead>>(`/api/leads?segment=some&limit=1&cursor=${first.next}`)
    expect([...first.data, ...rest.data].map(({ email }) => email)).toEqual([ada, eve])
    expect(rest.next).toBeNull()
  })

  it('are refused with a mistake, which is named', async () => {
    expect(await fault({ id: 'some', name: 'Some', where: {} })).toMatchObject({
      status: 400,
      message: expect.stringContaining('where: is empty'),
    })
    const misspelt = { id: 'some', name: 'Some', where: { any: [{ scroe: { gte: 5 } }] } }
    expect(await fault(misspelt)).toMatchObject({
      code: 'invalid_body',
      message: 'where: There is no field "scroe": did you mean "score"?',
    })
    expect(await fault({ id: 'some', name: 'Some', where: { score: { atLeast: 5 } } })).toMatchObject({
      status: 400,
      message: expect.stringContaining('score'),
    })
    expect(await fault({ id: 'other', name: 'Some', where: { stage: 'mql' } })).toMatchObject({
      message: 'id: the segment has the id "other", but the URL has "some"',
    })
    expect(await fault({ id: 'So Me', name: 'Some', where: { stage: 'mql' } }, 'So%20Me')).toMatchObject({
      message: expect.stringContaining('small letters, digits and hyphens'),
    })
  })

  it('that do not exist are named, instead of listing all leads', async () => {
    expect(await refusal('/api/leads?segment=none')).toMatchObject({ status: 400, code: 'unknown_segment' })
  })
})
