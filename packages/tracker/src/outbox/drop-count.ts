import { guard } from '../guard.ts'
import type { TextStorage } from '../visitor.ts'
import { writeMessage } from '../write-message.ts'

/** Where a page that is left tells the next one what was given up. */
const DROPPED = 'leadlight-dropped'

/** Numbers of events by the reason why they were given up. */
export type Drops = Readonly<Record<string, number>>

/** Counts the events that are given up, until the collector was told. */
export interface DropCount {
  add(reason: string | number, count: number): void
  /** What is to be told; undefined when there is nothing. */
  read(): Drops | undefined
  /** The collector was told that. */
  confirm(told: Drops | undefined): void
  /** Leaves what was not told to the next page. */
  leave(): void
}

/** Begins with what earlier pages could not tell any more. */
export function createDropCount(storage: TextStorage): DropCount {
  const left = storage[DROPPED]
  let drops: Drops | undefined = left && guard(JSON.parse)(left)
  if (left) delete storage[DROPPED]
  return {
    add(reason, count) {
      drops = { ...drops, [reason]: (drops?.[reason] ?? 0) + count }
    },
    read: () => drops,
    confirm(told) {
      if (told === drops) drops = undefined
    },
    leave() {
      if (drops) storage[DROPPED] = writeMessage(drops).json
      drops = undefined
    },
  }
}
