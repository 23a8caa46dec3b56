import type { LeadExport } from '@leadlight/protocol'
import { beforeEach, expect, it } from 'vitest'
import { type ConsentHarness, startConsentHarness } from './consents.test.harness.ts'

let harness: ConsentHarness
beforeEach(async () => {
  harness = await startConsentHarness()
})

let count = 0
async function submit(fields: Record<string, unknown>) {
  count += 1
  const event = {
    type: 'track' as const,
    event: 'Form Submitted',
    messageId: `shared-${count}`,
    anonymousId: 'shared',
    properties: { form_id: 'poll', fields, consents: { news: 'Yes.' } } as never,
  }
  harness.wait(60_000)
  await harness.collector.ingest({
    writeKey: 'wk',
    sentAt: new Date(harness.now()).toISOString(),
    batch: [{ ...event, timestamp: new Date(harness.now()).toISOString() }],
  })
}

it('a consent given without a name on a shared device belongs to the one who used it then', async () => {
  await submit({ news: true })
  await submit({ email: 'ada@firm.example' })
  await submit({ email: 'eve@firm.example' })
  expect(await harness.consentsOf('ada@firm.example')).toMatchObject([{ messageId: `shared-${count - 2}` }])
  expect(await harness.consentsOf('eve@firm.example')).toEqual([])
  const told = await harness.api<LeadExport>('/api/leads/email:eve@firm.example/export')
  expect(told.consents).toEqual([])
  await harness.api('/api/leads/email:eve@firm.example', 'DELETE')
  expect(await harness.consentsOf('ada@firm.example')).toHaveLength(1)
  await harness.api('/api/leads/email:ada@firm.example', 'DELETE')
  const left = await harness.store.read((snapshot) => snapshot.documents({ collection: 'consents' }))
  expect(left).toEqual([])
})

it('a consent without a name on a shared device is erased with its person, and passes to nobody else', async () => {
  await submit({ news: true })
  await submit({ email: 'ada@firm.example' })
  await submit({ email: 'eve@firm.example' })
  await submit({ news: true })
  expect(await harness.consentsOf('eve@firm.example')).toMatchObject([{ messageId: `shared-${count}` }])
  await harness.api('/api/leads/email:ada@firm.example', 'DELETE')
  expect(await harness.consentsOf('eve@firm.example')).toMatchObject([{ messageId: `shared-${count}` }])
  await harness.api('/api/leads/email:eve@firm.example', 'DELETE')
  const left = await harness.store.read((snapshot) => snapshot.documents({ collection: 'consents' }))
  expect(left).toEqual([])
})
