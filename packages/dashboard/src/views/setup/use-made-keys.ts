import { useApp } from '../../app-context.ts'

const MADE = 'made keys'

/** Remembers the write keys made on this page, as long as it is open: the collector tells them only once. */
export function useMadeKeys() {
  const { memory } = useApp()
  const made = (memory.get(MADE) as ReadonlyMap<string, string> | undefined) ?? new Map<string, string>()
  return {
    /** The key with this hint, if it was made here. */
    known: (hint: string) => made.get(hint),
    remember: (hint: string, key: string) => memory.set(MADE, new Map(made).set(hint, key)),
  }
}
