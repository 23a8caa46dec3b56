import { VISIT_GAP_MS } from '@leadlight/protocol'
import { compareEvents } from '../identity/moment.ts'
import type { StoredEvent } from '../stored-event.ts'
import type { LeadRecord } from './lead-record.ts'
import { traitValues } from './traits.ts'

/** What is compared of a lead. */
export type Summary = Pick<LeadRecord, 'userId' | 'firstSeen' | 'lastSeen' | 'visitors'> & {
  emails: string[]
  company: unknown
  firstTouch: { start: { at: number } } | null
  lastTouch: { source: { channel: string } } | null
}

/** A lead as a line of text, in which leads of both kinds can be compared. */
export function inWords(lead: LeadRecord | Summary): string {
  const { userId, emails, visitors, firstSeen, lastSeen, firstTouch, lastTouch } = lead
  const company = 'company' in lead ? lead.company : traitValues(lead.traits).company
  return JSON.stringify([
    userId,
    emails.toSorted(),
    visitors,
    firstSeen,
    lastSeen,
    company ?? null,
    firstTouch?.start.at,
    lastTouch?.source.channel,
  ])
}

/** The same leads once more, worked out as directly from the words of the documentation as possible, whatever it costs. */
export function leadsByDefinition(events: StoredEvent[]): Summary[] {
  const userIds = namesIn(events, (event) => [event.userId, event.properties.previousId])
  const emails = namesIn(events, (event) => [event.email])
  const visitorIds = namesIn(events, (event) => [event.anonymousId])
  const log = events.filter((event) => !event.bot).sort(compareEvents)
  const byStrength = [...log].sort((a, b) => Number(b.trusted) - Number(a.trusted) || compareEvents(a, b))
  const ownerOf = (name: string): string | undefined => {
    const [kind, value] = [name.slice(0, 1), name.slice(2)]
    const joining = byStrength.find((event) =>
      kind === 'e'
        ? event.email === value && event.userId !== null
        : event.type === 'alias' &&
          event.trusted &&
          event.properties.previousId === value &&
          event.userId !== value,
    )
    return joining && `u:${joining.userId}`
  }
  const rootOf = (name: string): string => {
    const way = [name]
    for (;;) {
      const owner = ownerOf(way.at(-1) ?? '')
      if (owner === undefined) return way.at(-1) ?? ''
      const start = way.indexOf(owner)
      if (start >= 0) return way.slice(start).sort()[0] ?? ''
      way.push(owner)
    }
  }
  const senderOf = (event: StoredEvent) =>
    event.userId !== null ? `u:${event.userId}` : event.email !== null ? `e:${event.email}` : undefined
  const personOf = (event: StoredEvent): string | undefined => {
    const identifying = log.filter(
      (other) =>
        (other.anonymousId === event.anonymousId && senderOf(other) !== undefined) ||
        (other.type === 'alias' && other.properties.previousId === event.anonymousId),
    )
    const latest = identifying.findLast((other) => other.at <= event.at) ?? identifying[0]
    return senderOf(event) ?? (latest && senderOf(latest))
  }
  const names = [
    ...userIds.map((id) => `u:${id}`).filter((name) => log.some((event) => isNamed(event, name))),
    ...emails.map((email) => `e:${email}`).filter((name) => log.some((event) => isNamed(event, name))),
  ]
  const visits = visitsByDefinition(log, visitorIds)
  const roots = new Set(names.map(rootOf))
  return Array.from(roots, (root): Summary => {
    const own = log.filter((event) => {
      const person = personOf(event)
      return person !== undefined && rootOf(person) === root
    })
    const touches = visits.filter((visit) => visit.events.some((event) => own.includes(event)))
    touches.sort((a, b) => compareEvents(a.start, b.start))
    const companies = own
      .filter((event) => event.traits !== null)
      .sort((a, b) => Number(a.trusted) - Number(b.trusted) || compareEvents(a, b))
    const last = touches.findLast(({ channel }) => channel !== 'direct') ?? touches.at(-1)
    return {
      userId: root.startsWith('u:') ? root.slice(2) : null,
      emails: emails.filter((email) => names.includes(`e:${email}`) && rootOf(`e:${email}`) === root),
      visitors: visitorIds.filter((id) => own.some((event) => event.anonymousId === id)),
      firstSeen: Math.min(...own.map((event) => event.at)),
      lastSeen: Math.max(...own.map((event) => event.at)),
      company: companies.at(-1)?.traits?.company,
      firstTouch: touches[0] ? { start: { at: touches[0].start.at } } : null,
      lastTouch: last ? { source: { channel: last.channel } } : null,
    }
  })
}

function namesIn(events: StoredEvent[], names: (event: StoredEvent) => unknown[]): string[] {
  return [...new Set(events.flatMap(names))].filter((name) => typeof name === 'string').sort()
}

function isNamed(event: StoredEvent, name: string): boolean {
  const value = name.slice(2)
  if (name.startsWith('e:')) return event.email === value
  return (
    event.userId === value ||
    (event.type === 'alias' && event.trusted && event.properties.previousId === value)
  )
}

function visitsByDefinition(log: StoredEvent[], visitorIds: string[]) {
  return visitorIds.flatMap((id) => {
    const visits: {
      start: StoredEvent
      events: StoredEvent[]
      campaign: string | null | undefined
      channel: string
    }[] = []
    for (const event of log.filter((event) => event.anonymousId === id)) {
      const running = visits.at(-1)
      const silent = !running || event.at - (running.events.at(-1)?.at ?? 0) >= VISIT_GAP_MS
      const key = event.source?.campaignKey ?? null
      const other = running?.campaign !== undefined && key !== null && key !== running.campaign
      const visit =
        silent || other ? { start: event, events: [], campaign: undefined, channel: 'direct' } : running
      if (visit !== running) visits.push(visit)
      visit.events.push(event)
      if (visit.campaign === undefined && (event.source !== null || event.type === 'page')) {
        visit.campaign = key
        visit.channel = event.source?.channel ?? 'direct'
      }
    }
    return visits
  })
}
