import type { List, SpamItem } from '@leadlight/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { pruneRecords } from '../retention/prune-records.ts'
import { type FormCollector, startFormCollector } from './forms.test.collector.ts'

const DAY_MS = 86_400_000
const collections = ['form receipts', 'spam', 'told', 'work done', 'mails', 'form counts', 'form leads']
let harness: FormCollector
beforeEach(async () => {
  harness = startFormCollector()
  await harness.save({
    id: 'letter',
    fields: [
      { type: 'email', name: 'email', label: 'E-mail', ask: 'unknown' },
      { type: 'consent', name: 'news', label: 'News' },
    ],
    confirm: { subject: 'Confirm', text: '{link}' },
  })
})

/** How many documents there are of each collection. */
const left = async () =>
  Object.fromEntries(
    await Promise.all(
      [...collections, 'consents', 'forms'].map(
        async (collection) =>
          [
            collection,
            (await harness.store.read((snapshot) => snapshot.documents({ collection }))).length,
          ] as const,
      ),
    ),
  )

describe('small records of forms', () => {
  it('are pruned after their time, except consents and forms', async () => {
    const fields = { email: 'ada@firm.example', news: true }
    await harness.sendJson({ fields, submission_id: 'number-one' }, 'letter', { anonymousId: 'v1' })
    await harness.sendPlain({ email: 'eve@firm.example', website_address: 'x' }, 'letter')
    const used = {
      collection: 'work done',
      id: 'nonce',
      about: null,
      at: harness.now() + DAY_MS,
      content: '""',
    }
    await harness.store.transact((transaction) => transaction.saveDocuments([used]))
    const fresh = await left()
    for (const collection of collections) expect([collection, fresh[collection]]).not.toContain(0)

    const prune = () => pruneRecords({ store: harness.store, now: harness.now() })
    expect(await prune()).toBe(0)
    const gone = async (days: number) => {
      harness.wait(days * DAY_MS)
      await prune()
      const now = await left()
      return collections.filter((collection) => now[collection] === 0)
    }
    expect(await gone(2)).toEqual(['work done'])
    expect(await gone(29)).toEqual(['work done', 'mails'])
    expect(await gone(60)).toEqual(['form receipts', 'spam', 'work done', 'mails'])
    expect(await gone(310)).toEqual(['form receipts', 'spam', 'told', 'work done', 'mails'])
    expect(await gone(700)).toEqual(collections)
    expect(await left()).toMatchObject({ consents: 1, forms: 1 })
    // What was a robot's is out of the log as well; the lead is not.
    expect((await harness.api<List<SpamItem>>('/api/spam')).data).toEqual([])
    expect((await harness.ask('/api/leads/email:ada@firm.example')).status).toBe(401)
    await harness.api('/api/leads/email:ada@firm.example')
  })
})
