import fc from 'fast-check'
import { expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../packages/collector/src/collector.test.setup.ts'
import { message } from '../packages/collector/src/hostile-input.test.arbitraries.ts'
import type { Store } from '../packages/collector/src/storage/port.ts'
import { sqliteStore } from '../packages/collector/src/storage/sqlite.ts'
import { lawRuns, lawTimeout } from './postgres.ts'
import { postgresAdmin } from './postgres-admin.ts'

const { openStore } = postgresAdmin()
const noon = Date.parse('2026-11-21T12:00:00Z')

/** What one database accepts and another might not, as such, encoded, and where a text is cut. */
const odd = fc.constantFrom(
  '\0',
  '\\u0000',
  '%00',
  '\ud800',
  '%ed%a0%80',
  '😀',
  '\uffff',
  '"',
  '\\',
  '\u2028',
  'x',
)
const text = fc
  .tuple(
    fc.constantFrom('', 'x'.repeat(199), 'x'.repeat(254), 'x'.repeat(999)),
    fc.array(odd, { maxLength: 3 }),
  )
  .map(([start, end]) => start + end.join(''))
const page = fc.record({ source: text, medium: text, context: text, title: text }).map((odds) => ({
  type: 'page',
  anonymousId: 'v',
  properties: {
    url: `https://x.example/?utm_source=${odds.source}&utm_content=${odds.medium}`,
    title: odds.title,
  },
  context: { campaign: { name: odds.context }, [odds.context.slice(0, 50)]: odds.title },
}))
const form = fc.record({ company: text, id: text, key: text }).map(({ company, id, key }) => ({
  type: 'track',
  event: 'Form Submitted',
  anonymousId: `v${id}`.slice(0, 255),
  properties: { form_id: id, form_name: key, fields: { email: 'ada@x.example', company, [key]: company } },
}))
const person = fc.record({ id: text, trait: text }).map(({ id, trait }) => ({
  type: 'identify',
  userId: `u${id}`.slice(0, 255),
  anonymousId: 'v',
  traits: { email: 'ada@x.example', name: trait, [trait]: id },
}))

/** Sends messages to a collector on this store; returns the answers to them, and all that is then known of the lead. */
async function tell(store: Store, messages: object[]): Promise<unknown[]> {
  const collector = startCollector({ store, now: () => noon })
  const told: unknown[] = []
  for (const [index, sent] of messages.entries()) {
    const batch = [
      { messageId: `m${index}`, timestamp: new Date(noon - index * 60_000).toISOString(), ...sent },
    ]
    const response = await askAsOwner(collector, '/v1/batch', 'POST', {
      writeKey: index % 3 ? 'wk' : 'sk',
      batch,
    })
    told.push(await response.json())
  }
  for (const path of [
    'leads/email:ada@x.example/export',
    'leads/user:u/export',
    'reports/sources',
    'reports/funnel',
  ]) {
    told.push(await (await askAsOwner(collector, `/api/${path}`)).json())
  }
  await collector.close()
  return told
}

it(
  'stores on PostgreSQL what it stores on SQLite, whatever the messages contain',
  async () => {
    const messages = fc.array(fc.oneof(message, page, form, person), { minLength: 20, maxLength: 40 })
    const law = fc.asyncProperty(messages, async (sent) => {
      const told = await tell(sqliteStore(':memory:'), sent)
      expect(JSON.stringify(told)).not.toContain('could not be processed')
      expect(await tell(openStore(), sent)).toEqual(told)
    })
    await fc.assert(law, { numRuns: lawRuns(4), endOnFailure: true })
  },
  lawTimeout,
)
