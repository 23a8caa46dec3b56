/** A collector with its order of answer and commit swapped, for tests that must notice. Argument: the database, a file or a URL. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Store } from '@leadlight/collector'
import { postgresStore } from '@leadlight/collector/storage/postgres'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import { defaultModel } from '@leadlight/scoring'
import { createLog, startServer } from 'leadlight'

const [database = ':memory:'] = process.argv.slice(2)
const server = await startServer({
  store: answeringTooEarly(
    database.startsWith('postgres:') ? postgresStore(database) : sqliteStore(database),
  ),
  model: defaultModel,
  keys: [
    { kind: 'write', key: 'wk_test', site: 'www' },
    { kind: 'secret', key: 'sk_test' },
  ],
  host: '127.0.0.1',
  port: 0,
  log: createLog('silent'),
})
console.log(`Leadlight is running at ${server.url}`)

function answeringTooEarly(store: Store): Store {
  return {
    ...store,
    transact: (work) =>
      new Promise((resolve, reject) => {
        const commit = store.transact(async (transaction) => {
          const result = await work(transaction)
          resolve(result)
          await sleep(200) // Long enough for the answer to arrive.
          return result
        })
        commit.catch(reject)
      }),
  }
}
