import { VISIT_GAP_MS } from '@leadlight/protocol'
import { compareEvents } from '../identity/event-position.ts'
import type { StoredEvent } from '../stored-event.ts'
import type { LeadRecord } from './lead-record.ts'
import { traitValues } from './traits.ts'

/** What is compared of a lead. */
export type Summary = Pick<LeadRecord, 'userId' | 'owner' | 'firstSeen' | 'lastSeen' | 'visitors'> & {
  emails: string[]
  company: unknown
  firstTouch: { start: { at: number } } | null
  lastTouch: { source: { channel: string } } | null
}

/** A lead as a line of text, in which leads of both kinds can be compared. */
export function inWords(lead: LeadRecord | Summary): string {
  const { userId, owner, emails, visitors, firstSeen, lastSeen, firstTouch, lastTouch } = lead
  const company = 'company' in lead ? lead.company : traitValues(lead.traits).company
  return JSON.stringify([
    userId,
    owner,
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
  const all = events.filter((event) => !event.bot).sort(compareEvents)
  const log = all.filter((event) => decisionIn(event) === undefined)
  const areApart = (one: string, other: string): boolean => {
    const decisions = all.map(decisionIn).filter((pair) => pair?.[0].includes(one) && pair[0].includes(other))
    return decisions.at(-1)?.[1] ?? false
  }
  const byStrength = [...log].sort((a, b) => Number(b.trusted) - Number(a.trusted) || compareEvents(a, b))
  const isVouched = (name: string) => log.some((event) => event.trusted && isNamed(event, name))
  const ownerOf = (name: string): string | undefined => {
    const value = name.slice(2)
    if (name.startsWith('e:')) {
      const joining = byStrength.find(
        (event) =>
          event.email === value &&
          event.userId !== null &&
          (event.trusted || !isVouched(name)) &&
          !areApart(name, `u:${event.userId}`),
      )
      return joining && `u:${joining.userId}`
    }
    const joining = byStrength.find((event) => {
      if (event.type === 'alias' && event.trusted && event.properties.previousId === value) {
        return event.userId !== value && !areApart(name, `u:${event.userId}`)
      }
      const address = `e:${event.email}`
      const isFree = () => isVouched(address) && ownerOf(address) === undefined && !areApart(name, address)
      return !isVouched(name) && event.userId === value && event.email !== null && isFree()
    })
    return joining && (joining.userId === value ? `e:${joining.email}` : `u:${joining.userId}`)
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
  const isSaid = (visitor: string | null, person: string | undefined) =>
    person !== undefined && !areApart(`v:${visitor}`, person)
  const personOf = (event: StoredEvent): string | undefined => {
    if (event.anonymousId === null) return senderOf(event)
    const identifying = log.filter(
      (other) =>
        isSaid(event.anonymousId, senderOf(other)) &&
        (other.anonymousId === event.anonymousId ||
          (other.type === 'alias' && other.properties.previousId === event.anonymousId)),
    )
    const latest = identifying.findLast((other) => other.at <= event.at) ?? identifying[0]
    const sender = senderOf(event)
    return isSaid(event.anonymousId, sender) ? sender : latest && senderOf(latest)
  }
  const names = [
    ...userIds.map((id) => `u:${id}`).filter((name) => log.some((event) => isNamed(event, name))),
    ...emails.map((email) => `e:${email}`).filter((name) => log.some((event) => isNamed(event, name))),
  ]
  const visits = visitsByDefinition(log, visitorIds)
  const roots = new Set(names.map(rootOf))
  const userOf = (root: string): string | null => {
    if (root.startsWith('u:')) return root.slice(2)
    // Only of users whom no secret key named can there be several.
    const first = log.find((event) => event.userId !== null && rootOf(`u:${event.userId}`) === root)
    return first?.userId ?? null
  }
  const leads = Array.from(roots, (root): Summary => {
    const own = log.filter((event) => {
      const person = personOf(event)
      return person !== undefined && rootOf(person) === root
    })
    const saidOfIt = ['Points Adjusted', 'Stage Set', 'Owner Set', 'Outcome Recorded']
    const seen = own.filter((event) => !(event.trusted && saidOfIt.includes(event.name)))
    const touches = visits.filter((visit) => visit.events.some((event) => own.includes(event)))
    touches.sort((a, b) => compareEvents(a.start, b.start))
    const companies = own
      .filter((event) => event.traits !== null)
      .sort((a, b) => Number(a.trusted) - Number(b.trusted) || compareEvents(a, b))
    const last = touches.findLast(({ channel }) => channel !== 'direct') ?? touches.at(-1)
    const assigned = own.findLast((event) => event.trusted && event.name === 'Owner Set')
    return {
      userId: userOf(root),
      owner: assigned === undefined ? null : (assigned.properties.owner as string | null),
      emails: emails.filter((email) => names.includes(`e:${email}`) && rootOf(`e:${email}`) === root),
      visitors: visitorIds.filter((id) => own.some((event) => event.anonymousId === id)),
      firstSeen: Math.min(...own.map((event) => event.at)),
      lastSeen: Math.max(...(seen.length > 0 ? seen : own).map((event) => event.at)),
      company: companies.at(-1)?.traits?.company,
      firstTouch: touches[0] ? { start: { at: touches[0].start.at } } : null,
      lastTouch: last ? { source: { channel: last.channel } } : null,
    }
  })
  // Names under which nothing was done are no leads.
  return leads.filter(({ firstSeen }) => Number.isFinite(firstSeen))
}

/** The two names that an event decides about, and whether they are apart from then on. */
function decisionIn(event: StoredEvent): [names: string[], apart: boolean] | undefined {
  if (!event.trusted || !event.name.startsWith('Link R') || (event.userId ?? event.email) === null) return
  const person = event.userId === null ? `e:${event.email}` : `u:${event.userId}`
  const other = String(event.properties.name).replace(/^(.)[a-z]*/, '$1')
  return person === other ? undefined : [[person, other], event.name === 'Link Removed']
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
