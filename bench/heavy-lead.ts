import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCollector } from '@leadlight/collector'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import { defaultModel } from '@leadlight/scoring'

const end = Date.UTC(2026, 10, 21, 10)
const second = 1_000
const MOST_IN_BATCH = 500

/** What one lead with very many events costs: to take in, to read, to explain. `--parts 1000000` for a million of them. */
export async function run({ parts = '1000,10000,100000' }: { parts?: string } = {}): Promise<void> {
  const steps = parts.split(',').map(Number)
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-heavy-'))
  let now = end - Math.max(...steps) * second
  const collector = createCollector({
    store: sqliteStore(join(folder, 'leads.db')),
    model: defaultModel,
    keys: [
      { kind: 'write', key: 'wk', site: 'www' },
      { kind: 'secret', key: 'sk' },
    ],
    now: () => now,
  })
  const ask = async (path: string) => {
    const headers = { authorization: 'Bearer sk' }
    return await (
      await collector.fetch(new Request(`http://localhost/api/leads/email:a@x.example${path}`, { headers }))
    ).text()
  }
  try {
    let sent = 0
    const rows = []
    for (const count of steps) {
      const started = performance.now()
      const before = sent
      while (sent < count) {
        const size = Math.min(MOST_IN_BATCH, count - sent)
        const batch = Array.from({ length: size }, (_, index) =>
          makeEvent(sent + index, now + index * second),
        )
        now += size * second
        await collector.ingest({ writeKey: 'wk', sentAt: new Date(now).toISOString(), batch })
        sent += size
      }
      const taken = performance.now()
      const lead = JSON.parse(await ask(''))
      const read = performance.now()
      const text = await ask('/score')
      const explained = performance.now()
      const answer = JSON.parse(text)
      const refused = answer.error?.code === 'too_many_events'
      if (!refused && answer.score !== lead.score)
        throw new Error(`${text.slice(0, 100)} is not ${lead.score}`)
      rows.push({
        events: count,
        'µs an event': Math.round(((taken - started) * 1_000) / (count - before)),
        'ms to read': Math.round(read - taken),
        'ms to explain': refused ? 'refused' : Math.round(explained - read),
        'kB of explanation': Math.round(text.length / 1_000),
        'MB in use': Math.round(process.memoryUsage().rss / 1e6),
      })
    }
    console.table(rows)
  } finally {
    await collector.close()
    rmSync(folder, { recursive: true })
  }
}

function makeEvent(number: number, at: number) {
  const base = { messageId: `m${number}`, anonymousId: 'v', timestamp: new Date(at).toISOString() }
  if (number === 0) return { ...base, type: 'identify' as const, traits: { email: 'a@x.example' } }
  const path = ['/', '/pricing', '/docs', '/blog/a'][number % 4] ?? '/'
  return { ...base, type: 'page' as const, properties: { path, url: `https://www.example.com${path}` } }
}
