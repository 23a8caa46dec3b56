import type { FormDisplay } from '@leadlight/protocol'

/** What is remembered of the forms that a visitor was shown, and of the visit. */
export interface Memory {
  /** Whether it may open by itself, as often as it did so far. */
  mayOpen(): boolean
  opened(): void
  closed(): void
  submitted(): void
  /** Counts a page of this visit; gives how many there are. */
  page(): number
  /** Counts seconds in front of a page; gives how many there are in this visit. */
  read(seconds: number): number
}

/** One entry of localStorage; the tracker removes it when the visitor denies consent. */
const KEY = 'leadlight-forms'

const VISIT_GAP_MS = 30 * 60_000
const DAY_MS = 86_400_000

interface Notes {
  /** When the visit was last noticed, in milliseconds since 1970. */
  at?: number
  pages?: number
  seconds?: number
  forms?: Record<string, { times?: number; closedAt?: number; sent?: boolean }>
}

/**
 * Creates the memory of one form. Where nothing may be kept on the device, it lives as long as the page.
 *
 * @param mayKeep asked each time, since consent may come and go
 */
export function createMemory(
  id: string,
  frequency: FormDisplay['frequency'],
  mayKeep: () => boolean,
): Memory {
  const { days = 7, times = Number.POSITIVE_INFINITY } = frequency ?? {}
  let notes: Notes = {}
  const recall = () => {
    try {
      if (mayKeep()) notes = JSON.parse(localStorage.getItem(KEY) ?? 'null') ?? notes
    } catch {
      // Somebody else's text, or a browser that refuses: this page's own notes will do.
    }
    const now = Date.now()
    if (Math.abs(now - (notes.at ?? 0)) > VISIT_GAP_MS) notes = { ...notes, pages: 0, seconds: 0 }
    notes.at = now
    return notes
  }
  const form = () => recall().forms?.[id] ?? {}
  const keep = (change: Notes) => {
    notes = { ...recall(), ...change }
    try {
      if (mayKeep()) localStorage.setItem(KEY, JSON.stringify(notes))
    } catch {
      // The device is full, or refuses.
    }
  }
  const note = (change: ReturnType<typeof form>) => {
    const known = form()
    keep({ forms: { ...notes.forms, [id]: { ...known, ...change } } })
  }
  return {
    mayOpen() {
      const { times: shown = 0, closedAt = 0, sent } = form()
      return !sent && shown < times && Date.now() - closedAt >= days * DAY_MS
    },
    opened: () => note({ times: (form().times ?? 0) + 1 }),
    closed: () => note({ closedAt: Date.now() }),
    submitted: () => note({ sent: true }),
    page() {
      keep({ pages: (recall().pages ?? 0) + 1 })
      return notes.pages ?? 0
    },
    read(seconds) {
      keep({ seconds: (recall().seconds ?? 0) + seconds })
      return notes.seconds ?? 0
    },
  }
}
