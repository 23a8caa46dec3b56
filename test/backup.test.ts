import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runLeadlight, startLeadlight } from './leadlight-process.ts'

/** Copies of a database, made while it is used. */

let folder: string
let database: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-operation-'))
  database = join(folder, 'leads.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const keys = ['--write-key', 'wk_test', '--secret-key', 'sk_test_that_is_long_enough']

describe('leadlight backup', () => {
  it('copies a database under load completely, and the copy can be served', async () => {
    const server = await startLeadlight(['--db', database])
    const writeKey = /data-write-key="(wk_[^"]+)"/.exec(server.stdout())?.[1] ?? ''
    const answered: string[] = []
    let stopping = false
    const client = async (name: string) => {
      for (let turn = 0; !stopping; turn++) {
        const messages = Array.from({ length: 20 }, (_, index) => ({
          type: 'page',
          messageId: `${name}-${turn}-${index}`,
          anonymousId: name,
        }))
        const body = JSON.stringify({ writeKey, batch: messages })
        const response = await fetch(`${server.url}/v1/batch`, { method: 'POST', body })
        if (response.status === 200) answered.push(`${name}-${turn}`)
      }
    }
    const clients = Promise.all(['a', 'b', 'c', 'd'].map(client))
    while (answered.length < 40) await new Promise((resolve) => setTimeout(resolve, 5))
    const before = [...answered]
    const copy = join(folder, 'copy.db')
    const { code, stdout, stderr } = await runLeadlight(['backup', copy, '--db', database])
    const during = answered.length - before.length
    stopping = true
    await clients
    await server.end('SIGTERM')
    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect(stdout).toMatch(/✓ .*copy\.db: \d+ events, \d+ KiB, whole/)
    expect(during).toBeGreaterThan(0)

    // Whatever was answered before is in it, and of each request all or nothing.
    const reader = new DatabaseSync(copy, { readOnly: true })
    const ids = reader
      .prepare('SELECT message_id FROM events')
      .all()
      .map((row) => String(row.message_id))
    reader.close()
    const requests = new Map<string, number>()
    for (const id of ids) {
      const request = id.slice(0, id.lastIndexOf('-'))
      requests.set(request, (requests.get(request) ?? 0) + 1)
    }
    expect(before.filter((name) => requests.get(name) !== 20)).toEqual([])
    expect([...requests.values()].filter((count) => count !== 20)).toEqual([])

    // Restored: the same keys, and it goes on.
    const restored = await startLeadlight(['--db', copy])
    expect(restored.stdout()).toContain(`data-write-key="${writeKey}"`)
    const body = JSON.stringify({ writeKey, batch: [{ type: 'page', messageId: 'new', anonymousId: 'a' }] })
    expect((await fetch(`${restored.url}/v1/batch`, { method: 'POST', body })).status).toBe(200)
    await restored.end('SIGTERM')
    expect(statSync(`${copy}.keys.json`).mode & 0o077).toBe(0)
  })

  it('replaces a file only when told to, and leaves no partial copy', async () => {
    await (await startLeadlight(['--db', database, ...keys])).end('SIGTERM')
    const copy = join(folder, 'copy.db')
    writeFileSync(copy, 'precious')
    const refused = await runLeadlight(['backup', copy, '--db', database])
    expect([refused.code, readFileSync(copy, 'utf8')]).toEqual([1, 'precious'])
    expect(refused.stderr).toContain('--force')
    expect((await runLeadlight(['backup', copy, '--db', database, '--force'])).code).toBe(0)
    const nowhere = await runLeadlight(['backup', join(folder, 'no/such/copy.db'), '--db', database])
    expect(nowhere.code).toBe(1)
    const damaged = join(folder, 'damaged.db')
    writeFileSync(damaged, 'no database at all'.repeat(1_000))
    expect((await runLeadlight(['backup', join(folder, 'x.db'), '--db', damaged])).code).toBe(1)
    expect(existsSync(join(folder, 'x.db')) || existsSync(join(folder, 'x.db.partial'))).toBe(false)
  })

  it('replaces no database that may be in use, not even when told to', async () => {
    const server = await startLeadlight(['--db', database, ...keys])
    symlinkSync(database, join(folder, 'link.db'))
    for (const target of [database, join(folder, 'link.db')]) {
      const refused = await runLeadlight(['backup', target, '--db', database, '--force'])
      expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('the database itself')])
    }
    const other = join(folder, 'other.db')
    new DatabaseSync(other).close()
    const refused = await runLeadlight(['backup', database, '--db', other, '--force'])
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('leads.db-wal')])
    await server.end('SIGTERM')
  })

  it('names the tool for PostgreSQL, without the password', async () => {
    const url = 'postgres://ada:secret@db.example/leads'
    const { code, stderr } = await runLeadlight(['backup', 'leads.dump', '--db', url])
    expect(code).toBe(2)
    expect(stderr).toContain(
      "pg_dump --format=custom --schema=leadlight --file='leads.dump' 'postgres://ada@db.example/leads'",
    )
    expect(stderr).toContain('pg_restore')
    expect(stderr).not.toContain('secret')
  })
})
