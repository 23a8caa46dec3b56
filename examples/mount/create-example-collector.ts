import { type Collector, createCollector } from '@leadlight/collector'
import { memoryStore } from '@leadlight/collector/storage/memory'
import { defaultModel } from '@leadlight/scoring'

/**
 * A collector for an app; in earnest with `sqliteStore('leads.db')` or `postgresStore(url)`, and keys from the environment.
 *
 * @param basePath where it is mounted, if the framework leaves that in the address
 */
export function createExampleCollector(basePath?: string): Collector {
  return createCollector({
    store: memoryStore(),
    model: defaultModel,
    keys: [
      { kind: 'write', key: 'wk_example', site: 'www' },
      { kind: 'secret', key: 'sk_example' },
    ],
    ...(basePath !== undefined && { basePath }),
  })
}
