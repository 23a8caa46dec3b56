import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCollector, type Store } from '@leadlight/collector'
import { storeContract } from '@leadlight/collector/testing'
import { defaultModel } from '@leadlight/scoring'
import { afterAll, describe, expect, it, test } from 'vitest'
import { journalStore } from './journal-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'leadlight-journal-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0
const newPath = () => join(folder, `${files++}.ndjson`)

describe('the contract', () => {
  for (const { name, run } of storeContract) test(name, () => run(() => journalStore(newPath())))
})

describe('the contract, with the store closed and opened before each use', () => {
  for (const { name, run } of storeContract.filter(
    ({ name }) => !/at once|snapshot stays|closed/.test(name),
  )) {
    test(name, () => run(() => reopening(newPath())))
  }
})

/** What it is asked for, a store that was just opened answers. */
function reopening(path: string): Store {
  let store = journalStore(path)
  const afresh = async () => {
    await store.close()
    store = journalStore(path)
    return store
  }
  return {
    transact: async (work) => (await afresh()).transact(work),
    read: async (work) => (await afresh()).read(work),
    scrub: async (texts) => (await afresh()).scrub(texts),
    shortenLog: async (cut) => (await afresh()).shortenLog(cut),
    close: () => store.close(),
  }
}

function collectorOn(store: Store) {
  const collector = createCollector({
    store,
    model: defaultModel,
    keys: [
      { kind: 'write', key: 'wk', site: 'www' },
      { kind: 'secret', key: 'sk' },
    ],
  })
  const ask = async (path: string, method = 'GET') => {
    const headers = { authorization: 'Bearer sk' }
    const answer = await collector.fetch(new Request(`http://leads.example${path}`, { method, headers }))
    return { status: answer.status, body: await answer.json() }
  }
  const identify = (email: string) =>
    collector.ingest({
      writeKey: 'wk',
      sentAt: new Date().toISOString(),
      batch: [
        { type: 'identify', messageId: email, anonymousId: email, traits: { email } },
        { type: 'track', event: 'E', messageId: `${email}-2`, anonymousId: email, properties: { of: email } },
        { type: 'page', messageId: 'refused', context: { of: email } },
      ],
    })
  return { collector, ask, identify }
}

it('is there again after a crash, without what a crash tore', async () => {
  const path = newPath()
  const first = collectorOn(journalStore(path))
  await first.identify('ada@x.io')
  const whole = readFileSync(path, 'utf8')
  // It is not closed: the process is gone.
  appendFileSync(path, '{"calls":[{"method":"insertEv')
  const second = collectorOn(journalStore(path))
  const { body } = await second.ask('/api/leads')
  expect(body.data).toMatchObject([{ email: 'ada@x.io' }])
  expect(readFileSync(path, 'utf8').startsWith(whole)).toBe(true)
  await second.identify('eve@x.io')
  await second.collector.close()
  const third = collectorOn(journalStore(path))
  expect((await third.ask('/api/leads')).body.data).toHaveLength(2)
  await third.collector.close()
})

it('answers 503 and forgets what it could not write', async () => {
  const path = newPath()
  const store = journalStore(path)
  const { identify, ask, collector } = collectorOn(store)
  await identify('ada@x.io')
  const before = readFileSync(path, 'utf8')
  const failing = store.transact(async (transaction) => {
    await transaction.saveSetting('x', 'y')
    throw new Error('on purpose')
  })
  await expect(failing).rejects.toThrow('on purpose')
  expect(readFileSync(path, 'utf8')).toBe(before)
  expect(await store.read((snapshot) => snapshot.setting('x'))).toBeNull()
  await collector.close()
  await expect(identify('eve@x.io')).rejects.toThrow()
  expect((await ask('/api/leads')).status).toBe(503)
})

it('holds nothing of an erased lead any more, and all of the others, also when it is opened again', async () => {
  const path = newPath()
  const { identify, ask, collector } = collectorOn(journalStore(path))
  for (const name of ['ada', 'eve', 'zoe']) await identify(`${name}@x.io`)
  expect(readFileSync(path, 'utf8')).toContain('eve@x.io')
  expect((await ask('/api/leads/email:eve@x.io', 'DELETE')).status).toBe(200)
  expect(readFileSync(path, 'utf8')).not.toContain('eve@x.io')
  const before = (await ask('/api/leads?sort=-firstSeen')).body
  const refused = (await ask('/api/rejected')).body.data.length
  await identify('mia@x.io')
  await collector.close()
  const again = collectorOn(journalStore(path))
  const after = (await again.ask('/api/leads?sort=-firstSeen')).body
  expect(after.data.map((lead: { email: string }) => lead.email)).toEqual([
    'mia@x.io',
    ...before.data.map((lead: { email: string }) => lead.email),
  ])
  expect((await again.ask('/api/rejected')).body.data).toHaveLength(refused + 1)
  await again.identify('eve@x.io')
  await again.collector.close()
})
