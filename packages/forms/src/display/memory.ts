import type { FormDisplay } from '@leadlight/protocol'

/** What is remembered about a form that opens by itself, and about the visit. */
export interface Memory {
  /** Whether the form's frequency lets it open by itself. */
  mayOpen(): boolean
  opened(): void
  closed(): void
  submitted(): void
  /** Counts a page; returns the number of pages in this visit. */
  page(): number
  /** Adds seconds of engaged time; returns the total of this visit. */
  read(seconds: number): number
}

/** Key in localStorage; the tracker removes the entry when the visitor denies consent. */
const KEY = 'leadlight-forms'

const VISIT_GAP_MS = 30 * 60_000
const DAY_MS = 86_400_000

interface Notes {
  /** Time of the latest activity, in milliseconds since 1970. */
  at?: number
  pages?: number
  seconds?: number
  forms?: Record<string, { times?: number; closedAt?: number; sent?: boolean }>
}

/**
 * Creates the memory of a form. Where nothing may be stored on the device, it lasts as long as the page.
 *
 * @param mayKeep whether something may be stored; called each time, because consent may change
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
      // Storage is blocked, or the entry is corrupt: use what this page remembers.
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
      // Storage is full or blocked.
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
