import { type Store, StoreUnavailableError } from '@leadlight/collector'
import { memoryStore } from '@leadlight/collector/storage/memory'
import { compact } from './compact.ts'
import type { Call, Entry } from './entry.ts'
import { openJournal } from './open-journal.ts'
import { recordCalls } from './record-calls.ts'

/**
 * Keeps everything in memory, and each transaction as a line in a file, synced before it counts. For one process, and as many
 * leads as fit into memory: an example of a store, small enough to be read at once.
 */
export function journalStore(path: string): Store {
  const inner = memoryStore()
  const journal = openJournal(path)
  /** Ids that the memory store gave to refused messages, in the order of the journal. */
  const rejected: number[] = []

  const write = (entry: Entry) => {
    try {
      journal.append(entry)
    } catch (error) {
      throw new StoreUnavailableError(
        `Cannot write ${path}: ${error instanceof Error ? error.message : error}`,
      )
    }
  }
  const perform = (calls: Call[]) =>
    inner.transact(async (transaction) => {
      const { recorded } = recordCalls(transaction, rejected, true)
      for (const { method, args } of calls) await Reflect.apply(recorded[method], undefined, args)
    })
  const ready = (async () => {
    for (const entry of journal.read()) {
      if ('cut' in entry) await inner.shortenLog(entry.cut)
      else await perform(entry.calls)
    }
  })()
  // Whoever asks first is told.
  ready.catch(() => {})

  return {
    async transact(work) {
      await ready
      return inner.transact(async (transaction) => {
        const { recorded, calls, fresh } = recordCalls(transaction, rejected)
        const result = await work(recorded)
        // Before the memory store takes it for done: when this fails, it forgets what was done.
        if (calls.length > 0) write({ calls })
        rejected.push(...fresh)
        return result
      })
    },
    async read(work) {
      await ready
      return inner.read(work)
    },
    async scrub(texts) {
      await ready
      await inner.transact(async () => {
        if (texts.length === 0 || journal.contains(texts)) journal.replace(compact(journal.read()))
      })
    },
    async shortenLog(cut) {
      await ready
      await inner.transact(async () => write({ cut }))
      return inner.shortenLog(cut)
    },
    async close() {
      await inner.close()
      journal.close()
    },
  }
}
