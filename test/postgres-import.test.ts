import { expect, it } from 'vitest'
import { startCollector } from '../packages/collector/src/collector.test.setup.ts'
import { memoryStore } from '../packages/collector/src/storage/memory.ts'
import type { Store } from '../packages/collector/src/storage/port.ts'
import { sqliteStore } from '../packages/collector/src/storage/sqlite.ts'
import { presets } from '../packages/scoring/src/presets/index.ts'
import { postgresSchemas } from './postgres-schemas.ts'

const noon = Date.parse('2026-11-21T12:00:00Z')
const DAY = 86_400_000
const { openTwo } = postgresSchemas('import', 3)

function apiOf(store: Store) {
  const collector = startCollector({ store, keys: [{ kind: 'secret', key: 'sk' }], now: () => noon })
  const ask = async (path: string, body?: string) => {
    const headers = { authorization: 'Bearer sk' }
    const init = body === undefined ? { headers } : { headers, method: 'POST', body }
    const response = await collector.fetch(new Request(`https://leads.example/api/${path}`, init))
    expect(response.status, path).toBe(200)
    return await response.json()
  }
  return { ask, close: () => collector.close() }
}

/** Leads with visits, whose emails follow each other so that some rows name the same lead. */
function makeFiles() {
  const rows = ['email,user id,job title,budget,created,outcome,outcome at']
  const lines: string[] = []
  for (let lead = 0; lead < 700; lead++) {
    const email = `lead${lead % 650}@x.example`
    const start = noon - (20 + (lead % 60)) * DAY
    const at = (days: number) => new Date(start + days * DAY).toISOString()
    const outcome = lead % 3 === 0 ? `won,${at(9)}` : lead % 3 === 1 ? `lost,${at(9)}` : ','
    rows.push(
      `${email},${lead % 5 === 0 ? `u${lead % 650}` : ''},${lead % 4 === 0 ? 'CTO' : 'Clerk'},${lead % 7}0k,${at(0)},${outcome}`,
    )
    const base = { anonymousId: `v${lead}` }
    for (let page = 0; page <= lead % 4; page++) {
      const properties = { path: page % 2 === 0 ? '/pricing' : '/blog/a' }
      lines.push(
        JSON.stringify({
          ...base,
          type: 'page',
          messageId: `${lead}-${page}`,
          timestamp: at(page),
          properties,
        }),
      )
    }
    lines.push(
      JSON.stringify({
        ...base,
        type: 'identify',
        messageId: `${lead}-i`,
        timestamp: at(1),
        traits: { email },
      }),
    )
  }
  return { leads: rows.join('\n'), events: lines.join('\n') }
}

it('imports the same from files into every store, and replays it equally', async () => {
  const { leads, events } = makeFiles()
  const answers = []
  for (const store of [memoryStore(), sqliteStore(':memory:'), openTwo()[0]]) {
    const { ask, close } = apiOf(store)
    const draft = { model: presets.agency, from: new Date(noon - 100 * DAY).toISOString() }
    answers.push({
      leads: await ask('leads/import', leads),
      events: await ask('events/import', events),
      again: await ask('leads/import', leads),
      backtest: await ask('model/backtest', JSON.stringify(draft)),
      list: await ask('leads?limit=200'),
      crossings: await ask('crossings'),
    })
    await close()
  }
  const [memory, sqlite, postgres] = answers
  expect(sqlite).toEqual(memory)
  expect(postgres).toEqual(memory)
  expect(memory?.leads).toMatchObject({ rows: 700, failed: 0 })
  expect(memory?.again).toMatchObject({ created: 0 })
  expect(memory?.backtest.evaluation.draft.won).toBeGreaterThan(100)
  // History sets nothing off.
  expect(memory?.crossings.data).toEqual([])
}, 120_000)

it('creates each lead once when two collectors on one database import the same file', async () => {
  const { leads, events } = makeFiles()
  const [one, other] = openTwo().map(apiOf) as [ReturnType<typeof apiOf>, ReturnType<typeof apiOf>]
  const reports = await Promise.all([one, other].map(({ ask }) => ask('leads/import', leads)))
  await Promise.all([one, other].map(({ ask }) => ask('events/import', events)))
  expect(reports.every(({ failed }) => failed === 0)).toBe(true)
  const alone = apiOf(memoryStore())
  await alone.ask('leads/import', leads)
  await alone.ask('events/import', events)
  const inShort = async ({ ask }: typeof alone) => {
    const list = []
    let cursor = ''
    do {
      const page = await ask(`leads?limit=200&sort=firstSeen&cursor=${encodeURIComponent(cursor)}`)
      list.push(
        ...page.data.map(({ email, userId, score, traits }: Record<string, unknown>) => ({
          email,
          userId,
          score,
          traits,
        })),
      )
      cursor = page.next ?? ''
    } while (cursor !== '')
    return list.sort((a, b) => (String(a.email) < String(b.email) ? -1 : 1))
  }
  expect(await inShort(other)).toEqual(await inShort(alone))
  for (const { close } of [one, other, alone]) await close()
}, 120_000)
