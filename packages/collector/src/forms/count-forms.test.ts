import type { FormRow, List } from '@leadlight/protocol'
import { expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import { memoryStore } from '../storage/memory.ts'

const day = Date.parse('2026-11-22T12:00:00Z')
let now = day
let made = 0

function make() {
  const store = memoryStore()
  const collector = startCollector({ store, now: () => now })
  return {
    store,
    send: (
      event: string,
      anonymousId: string,
      properties: Record<string, unknown> = {},
      messageId = `m${made++}`,
      at = now,
    ) =>
      collector.ingest({
        writeKey: 'wk',
        sentAt: new Date(now).toISOString(),
        batch: [
          {
            type: 'track',
            event,
            messageId,
            anonymousId,
            timestamp: new Date(at).toISOString(),
            properties: { form_id: 'demo', form_name: 'Demo', ...properties } as never,
          },
        ],
      }),
    erase: (email: string) => askAsOwner(collector, `/api/leads/email:${email}`, 'DELETE'),
    async report(query = ''): Promise<FormRow[]> {
      const response = await askAsOwner(collector, `/api/reports/forms${query}`)
      expect(response.status).toBe(200)
      const list: List<FormRow> = await response.json()
      return list.data
    },
  }
}

it('counts each step of a form once, and the fields where people stop', async () => {
  const { send, report } = make()
  for (const visitor of ['a', 'b', 'c', 'd']) await send('Form Viewed', visitor)
  for (const visitor of ['a', 'b', 'c']) await send('Form Started', visitor, { last_field: 'email' })
  await send('Form Abandoned', 'b', { last_field: 'budget' })
  await send('Form Abandoned', 'c', { last_field: 'budget' })
  await send('Form Abandoned', 'd', { last_field: '__proto__' })
  const fields = { email: 'ada@firm.example' }
  await Promise.all([1, 2, 3].map(() => send('Form Submitted', 'a', { fields }, 'the-same')))
  await send('Form Submitted', 'a', { fields: { ...fields, note: 'again' } })
  await send('Form Submitted', 'b', { fields: { email: 'x@y.example' }, outcome: 'attempted' })
  expect(await report()).toEqual([
    {
      form: 'demo',
      name: 'Demo',
      views: 4,
      starts: 3,
      submissions: 2,
      leads: 1,
      spam: 0,
      stops: [{ field: 'budget', times: 2 }],
    },
  ])
})

it('counts by day, the most used form first, and keeps the counts when a lead is erased', async () => {
  now = day
  const { send, report, erase, store } = make()
  await send('Form Submitted', 'a', { fields: { email: 'ada@firm.example' } }, 'm-old', day - 86_400_000)
  await send('Form Viewed', 'a', { form_id: 'other', form_name: undefined })
  await send('Form Submitted', 'b', { form_id: 'other', fields: { email: 'bob@firm.example' } })
  await send('Form Submitted', 'c', { form_id: 'other', fields: { email: 'eve@firm.example' } })
  expect((await report()).map(({ form, submissions }) => [form, submissions])).toEqual([
    ['other', 2],
    ['demo', 1],
  ])
  expect((await report('?from=2026-11-22T00:00:00Z')).map(({ form }) => form)).toEqual(['other'])
  expect((await report('?to=2026-11-22T00:00:00Z')).map(({ form }) => form)).toEqual(['demo'])
  await erase('bob@firm.example')
  expect((await report())[0]).toMatchObject({ form: 'other', leads: 2 })
  const kept = await store.read((snapshot) => snapshot.documents({ collection: 'form leads' }))
  expect(JSON.stringify(kept)).not.toContain('bob@')
})
