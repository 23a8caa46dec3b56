import type { Store } from '../port.ts'

/** A promise of the storage port; `run` throws an error that says what is broken. */
export interface ContractCase {
  name: string
  /** @param createStore returns a new, empty store each time */
  run(createStore: () => Store | Promise<Store>): Promise<void>
}

/** Creates a case that gets a store of its own, closed at the end. */
export function contractCase(name: string, work: (store: Store) => Promise<void>): ContractCase {
  return {
    name,
    async run(createStore) {
      const store = await createStore()
      try {
        await work(store)
      } finally {
        await store.close()
      }
    },
  }
}

/** Throws unless both are the same JSON, ignoring the order of keys. */
export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  const [found, wanted] = [canonical(actual), canonical(expected)]
  if (found !== wanted) throw new Error(`${what}:\n  expected ${wanted}\n  found    ${found}`)
}

/** Throws unless both lists contain the same items, in any order. */
export function expectSameItems(actual: unknown[], expected: unknown[], what: string): void {
  expectEqual(actual.map(canonical).sort(), expected.map(canonical).sort(), what)
}

/** Returns the error that `work` rejects with; throws when it resolves. */
export async function expectFailure(work: Promise<unknown>, what: string): Promise<unknown> {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => ({ error }),
  )
  if (outcome === undefined) throw new Error(`${what}: expected an error, there was none`)
  return outcome.error
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item) => {
    if (item === null || typeof item !== 'object' || Array.isArray(item)) return item
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
