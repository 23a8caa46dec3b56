import { formTemplates } from '@leadlight/protocol/form-templates'
import { beforeEach, describe, expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'

const host = 'https://leads.example'
let store: Store
let collector: Collector
let time: number

const make = () => startCollector({ store, now: () => time })

beforeEach(() => {
  time = Date.parse('2026-11-22T10:00:00Z')
  store = memoryStore()
  collector = make()
})

const ask = (path: string, init: RequestInit = {}) => collector.fetch(new Request(host + path, init))
const asOwner = (path: string, method?: string, body?: unknown) => askAsOwner(collector, path, method, body)

describe('a saved form', () => {
  beforeEach(async () => {
    expect((await asOwner('/api/forms/e-book', 'PUT', formTemplates['e-book'])).status).toBe(200)
  })

  it('is served to every page, without what is revealed after submission', async () => {
    const response = await ask('/v1/forms/e-book', { headers: { origin: 'https://any.example' } })
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('cache-control')).toContain('max-age=60')
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({
      id: 'e-book',
      success: { message: 'Thank you! Enjoy the read.' },
    })
    expect(text).not.toContain('guide.pdf')
    const again = await ask('/v1/forms/e-book', {
      headers: { 'if-none-match': response.headers.get('etag') ?? '' },
    })
    expect(again.status).toBe(304)
    expect((await ask('/v1/forms/e-book', { method: 'HEAD' })).status).toBe(200)
  })

  it('is shown completely to its owner, and to nobody else', async () => {
    expect(await (await asOwner('/api/forms/e-book')).json()).toEqual(formTemplates['e-book'])
    const { data } = await (await asOwner('/api/forms')).json()
    expect(data).toEqual([{ form: formTemplates['e-book'], savedAt: '2026-11-22T10:00:00.000Z' }])
    expect((await ask('/api/forms')).status).toBe(401)
    expect((await ask('/api/forms/e-book', { method: 'PUT', body: '{}' })).status).toBe(401)
  })

  it('is replaced at once here, and within seconds by another collector', async () => {
    const other = make()
    const titleAt = async (where: Collector) =>
      (await (await where.fetch(new Request(`${host}/v1/forms/e-book`))).json()).title
    expect(await titleAt(other)).toBe('Get the guide')
    await asOwner('/api/forms/e-book', 'PUT', { ...formTemplates['e-book'], title: 'Two' })
    expect(await titleAt(collector)).toBe('Two')
    expect(await titleAt(other)).toBe('Get the guide')
    time += 6_000
    expect(await titleAt(other)).toBe('Two')
  })

  it('is not found after its removal', async () => {
    expect((await asOwner('/api/forms/e-book', 'DELETE')).status).toBe(200)
    expect((await asOwner('/api/forms/e-book', 'DELETE')).status).toBe(404)
    const response = await ask('/v1/forms/e-book')
    expect(response.status).toBe(404)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect((await response.json()).error).toMatchObject({
      code: 'unknown_form',
      message: expect.stringContaining('There is no form "e-book"'),
    })
  })
})

describe('an invalid form', () => {
  it.each([
    [{ ...formTemplates.contact, feilds: [] }, 'feilds: unknown key "feilds"'],
    [{ ...formTemplates.contact, id: 'other' }, 'the form has the id "other", but the URL has "contact"'],
    [[], 'form: '],
  ])('is refused with the place of the mistake: %.40j', async (body, message) => {
    const response = await asOwner('/api/forms/contact', 'PUT', body)
    expect(response.status).toBe(400)
    expect((await response.json()).error).toMatchObject({
      code: 'invalid_form',
      message: expect.stringContaining(message),
    })
    expect((await ask('/v1/forms/contact')).status).toBe(404)
  })
})

it('keeps a bounded number of forms in memory, whatever ids are requested', async () => {
  for (let index = 0; index < 2_500; index++) await ask(`/v1/forms/x${index}`)
  await asOwner('/api/forms/contact', 'PUT', formTemplates.contact)
  expect((await ask('/v1/forms/contact')).status).toBe(200)
})
