import type { Lead, List, ScoreAnswer } from '@leadlight/protocol'
import { defaultModel, type Model } from '@leadlight/scoring'
import { describe, expect, it } from 'vitest'
import { ask, collector, get, noon, refusal, startAgain } from './two-leads.test.setup.ts'

describe('the model', () => {
  const put = (body: unknown) => ask('/api/model', { method: 'PUT', body: JSON.stringify(body) })
  const doubled = {
    ...defaultModel,
    rules: defaultModel.rules.map((rule) => ({ ...rule, label: `${rule.label}!` })),
  }
  const none = { ...defaultModel, rules: [] }

  it('is shown', async () => {
    expect(await get<Model>('/api/model')).toEqual(JSON.parse(JSON.stringify(defaultModel)))
  })

  it('is published under the next version, and scores all leads', async () => {
    const response = await put(doubled)
    expect(response.status).toBe(200)
    const model: Model = await response.json()
    expect(model.version).toBe(defaultModel.version + 1)
    expect(await get<Model>('/api/model')).toEqual(model)
    const answer = await get<ScoreAnswer>('/api/leads/email:ada@acme.example/score')
    expect(answer.model.version).toBe(model.version)
    expect(answer.contributions[0]?.label).toMatch(/!$/)
    await put(none)
    expect((await get<List<Lead>>('/api/leads')).data.map((lead) => lead.score)).toEqual([0, 0])
  })

  it('stays current after a restart, unless a higher version is configured', async () => {
    await put(none)
    startAgain()
    expect((await get<Model>('/api/model')).rules).toEqual([])
    expect((await get<List<Lead>>('/api/leads')).data[0]?.score).toBe(0)
    // That of what was published, with other rules.
    startAgain({ ...defaultModel, version: defaultModel.version + 1 })
    expect((await get<Model>('/api/model')).rules).toEqual([])
    startAgain({ ...defaultModel, version: defaultModel.version + 2 })
    expect((await get<Model>('/api/model')).rules).not.toEqual([])
  })

  it('can change while events arrive, without losing one', async () => {
    const send = (index: number) =>
      collector.ingest({
        writeKey: 'wk',
        sentAt: new Date(noon).toISOString(),
        batch: [
          {
            type: 'identify',
            messageId: `x${index}`,
            anonymousId: `x${index}`,
            traits: { email: `x${index}@x.co` },
          },
        ],
      })
    const all = [send(1), put(none), send(2), put(doubled), send(3)]
    await Promise.all(all)
    const { data } = await get<List<Lead>>('/api/leads?q=x.co')
    expect(data.map((lead) => lead.email).sort()).toEqual(['x1@x.co', 'x2@x.co', 'x3@x.co'])
    expect((await get<Model>('/api/model')).version).toBe(defaultModel.version + 2)
  })

  it.each([
    ['{', 'invalid_json', ''],
    ['{}', 'invalid_model', 'name'],
    [JSON.stringify({ ...defaultModel, rulez: [] }), 'invalid_model', 'rulez'],
    [JSON.stringify({ ...defaultModel, rules: [{ id: 'x', pionts: 3 }] }), 'invalid_model', 'rules[0]'],
  ])('is refused with the place of the mistake: %.20s', async (body, code, place) => {
    const answer = await refusal('/api/model', { method: 'PUT', body })
    expect(answer).toMatchObject({ status: 400, code })
    expect(answer.message).toContain(place)
    expect(await get<Model>('/api/model')).toEqual(JSON.parse(JSON.stringify(defaultModel)))
  })
})
