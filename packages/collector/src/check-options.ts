import { parseModel } from '@leadlight/scoring'
import type { CollectorOptions } from './collector.ts'

/**
 * Checks what the compiler cannot: options from plain JavaScript, and a model that was read from a file. Otherwise every
 * request would fail.
 *
 * @throws TypeError that says what is missing, or what is wrong with the model
 */
export function checkOptions(options: CollectorOptions): void {
  const { store, model, keys }: Partial<CollectorOptions> = options ?? {}
  if (typeof store?.read !== 'function' || typeof store.transact !== 'function') {
    throw new TypeError(
      "`store` is no store: pass memoryStore(), sqliteStore('leads.db') or postgresStore(url)",
    )
  }
  if (!Array.isArray(keys)) {
    throw new TypeError("`keys` is no list: pass [{ kind: 'write', key, site }, { kind: 'secret', key }]")
  }
  if (typeof model !== 'object' || model === null) {
    throw new TypeError(
      "`model` is no scoring model: pass `defaultModel` of '@leadlight/scoring', or your own",
    )
  }
  const parsed = parseModel(model)
  if ('errors' in parsed) {
    const faults = parsed.errors.map(({ path, message }) => `\n  ${path}: ${message}`).join('')
    throw new TypeError(`\`model\` has mistakes:${faults}`)
  }
}
