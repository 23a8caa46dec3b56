import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase } from '../packages/collector/src/storage/postgres/database.ts'
import { StoreUnavailableError } from '../packages/collector/src/storage/store-unavailable-error.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'

/** A database whose host vanishes, or the network to it, without a word. */

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(() => server?.stop())

let schemas = 0
const newSchema = () => `silent_${process.pid}_${++schemas}`
const urlWith = (parts: Partial<URL>) => Object.assign(new URL(server.url), parts).href

describe('a server that does not answer any more', () => {
  /** Passes bytes on to the server, until it is cut off: then nothing comes back, and nobody is told. */
  async function startWire() {
    const open = new Set<Socket>()
    let isCut = false
    const wire = createServer((near) => {
      const far = connect(Number(new URL(server.url).port), '127.0.0.1')
      for (const socket of [near, far]) {
        open.add(socket)
        socket.on('error', () => {})
      }
      if (isCut) return
      near.on('data', (bytes) => isCut || far.write(bytes))
      far.on('data', (bytes) => isCut || near.write(bytes))
    })
    await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve))
    const { port } = wire.address() as AddressInfo
    return {
      port: String(port),
      cut: () => {
        isCut = true
      },
      mend: () => {
        isCut = false
      },
      stop: () => {
        wire.close()
        for (const socket of open) socket.destroy()
      },
    }
  }

  it('is given up after a while, and so are all connections to it', async () => {
    const wire = await startWire()
    const limits = { write: 1_500, rewrite: 60_000, read: 1_500 }
    const options = { connectionString: urlWith({ port: wire.port }), schema: newSchema() }
    const database = createDatabase(options, undefined, limits)
    const ask = (mode: 'read' | 'write') =>
      database.within(mode, (session) => session.query('SELECT 1 AS one'))
    await Promise.all(Array.from({ length: 8 }, () => ask('write')))
    wire.cut()
    await expect(ask('write')).rejects.toThrow(/does not answer/)
    await expect(ask('read')).rejects.toThrow(StoreUnavailableError)
    wire.mend()
    for (let round = 0; round < 8; round++) expect(await ask('write')).toEqual([{ one: 1 }])
    wire.stop()
    await database.close()
  })

  it('is waited for while it works, statement by statement', async () => {
    // Each statement has time to spare on a busy machine; all of them together take longer than one may.
    const limits = { write: 3_000, rewrite: 60_000, read: 3_000 }
    const database = createDatabase({ connectionString: server.url, schema: newSchema() }, undefined, limits)
    const slow = database.within('write', async (session) => {
      for (let round = 0; round < 7; round++) await session.query('SELECT pg_sleep(0.5)')
      return 'done'
    })
    expect(await slow).toBe('done')
    await database.within('rewrite', (session) => session.query('SELECT pg_sleep(3.5)'))
    await expect(database.within('write', (session) => session.query('SELECT pg_sleep(30)'))).rejects.toThrow(
      /does not answer/,
    )
    await database.close()
  })
})
