import type { JsonObject } from '@leadlight/protocol'
import { haveSameSubject, subjectOf } from '../../identity/subject.ts'
import type { StoredEvent } from '../../stored-event.ts'
import { bigints, texts } from './arrays.ts'
import type { Session } from './session.ts'

/** A context that several events have in common, which arrived together from one sender. */
export interface SharedContext {
  id: number
  subject: string
  receivedAt: number
  /** As JSON. */
  content: string
}

/**
 * Finds the contexts that consecutive events share, by index of the event; null for an event whose context differs from
 * its neighbours'.
 */
export function shareContexts(events: StoredEvent[]): (SharedContext | null)[] {
  let run: { first: StoredEvent; content: string | undefined; shared: SharedContext | null } | undefined
  const contentOf = (one: NonNullable<typeof run>) => {
    one.content ??= JSON.stringify(one.first.context)
    return one.content
  }
  const continues = (one: NonNullable<typeof run>, event: StoredEvent) =>
    one.first.receivedAt === event.receivedAt &&
    haveSameSubject(one.first, event) &&
    (one.first.context === event.context || contentOf(one) === JSON.stringify(event.context))

  const found: (SharedContext | null)[] = []
  for (const [index, event] of events.entries()) {
    if (run === undefined || !continues(run, event)) {
      run = { first: event, content: undefined, shared: null }
    } else if (run.shared === null) {
      const { receivedAt } = event
      const subject = subjectOf(event)
      if (subject !== null) run.shared = { id: newId(), subject, receivedAt, content: contentOf(run) }
      found[index - 1] = run.shared
    }
    found.push(run.shared)
  }
  return found
}

/**
 * A random id of 53 bits, so that collectors need not coordinate; it must be unique among the contexts of one subject.
 */
function newId(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2))
  return (high >>> 11) * 2 ** 32 + low
}

/** Inserts each context once. Events that arrive later never refer to it, so it needs no lock. */
export function insertContexts(session: Session, contexts: (SharedContext | null)[]): void {
  const distinct = [...new Set(contexts)].filter((context) => context !== null)
  if (distinct.length === 0) return
  session.send(
    `INSERT INTO contexts (received_at, subject, id, content)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[])`,
    bigints(distinct.map(({ receivedAt }) => receivedAt)),
    texts(distinct.map(({ subject }) => subject)),
    bigints(distinct.map(({ id }) => id)),
    texts(distinct.map(({ content }) => content)),
  )
}

/** The shared contexts of these subjects, by id, as a string like the driver returns it. */
export async function readContexts(session: Session, subjects: string[]): Promise<Map<string, JsonObject>> {
  const rows = await session.query<{ id: string; content: string }>(
    'SELECT id, content FROM contexts WHERE subject = ANY($1::text[])',
    texts(subjects),
  )
  return new Map(rows.map(({ id, content }) => [id, JSON.parse(content)]))
}
