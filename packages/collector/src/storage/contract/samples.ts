import type { Person } from '../../identity/person.ts'
import type { LeadRecord } from '../../leads/lead-record.ts'
import type { SourceHint, StoredEvent } from '../../stored-event.ts'
import type { Visit } from '../../visits/visit.ts'
import type { Visitor } from '../../visits/visitor.ts'

/** Time of the sample events, unless stated otherwise: 2026-11-21T10:00:00Z. */
export const sampleTime = Date.UTC(2026, 10, 21, 10)

/** A sample event as a page would send it, with `changes`. */
export function sampleEvent(messageId: string, changes: Partial<StoredEvent> = {}): StoredEvent {
  return {
    messageId,
    site: 'shop',
    trusted: false,
    type: 'page',
    name: changes.type ?? 'page',
    anonymousId: 'visitor-1',
    userId: null,
    email: null,
    traits: null,
    at: sampleTime,
    receivedAt: sampleTime + 1_000,
    properties: { url: 'https://shop.example/start', path: '/start' },
    context: { locale: 'hi-IN' },
    source: null,
    bot: false,
    fingerprint: `of ${messageId}`,
    ...changes,
  }
}

/** A sample source: a campaign on Facebook. */
export const sampleHint: SourceHint = {
  channel: 'social',
  source: 'facebook',
  medium: 'social',
  campaign: 'spring',
  term: null,
  content: null,
  referrer: 'https://www.facebook.com/',
  clickId: null,
  campaignKey: 'utm:spring',
}

/** A sample visitor that was two persons, one after the other. */
export function sampleVisitor(id: string): Visitor {
  const moment = { at: sampleTime, key: 'm1\n.shop' }
  const runs = [
    { ...moment, person: 'email:a@x.io' },
    { at: sampleTime + 5, key: 'm2\n.shop', person: 'user:u1' },
  ]
  return { id, runs, aliases: [], visit: sampleVisit(1, sampleTime) }
}

/** A sample visit from a campaign that began at `at`. */
export function sampleVisit(number: number, at: number, changes: Partial<Visit['source']> = {}): Visit {
  const start = { at, key: `first of ${number}\n.shop` }
  const { campaignKey, ...hint } = sampleHint
  const source = { ...hint, landingPath: '/start', at: new Date(at).toISOString(), ...changes }
  return { number, start, last: start, told: start, campaignKey, source }
}

/** A sample person without an owner. */
export function samplePerson(key: string, lead: string): Person {
  const seen = { at: sampleTime, key: 'm1\n.shop' }
  return { key, id: `ld_of_${key}`, seen, owner: null, lead }
}

/** A sample lead that came by a campaign. */
export function sampleLead(id: string, changes: Partial<LeadRecord> = {}): LeadRecord {
  const { source, start } = sampleVisit(1, sampleTime)
  return {
    id,
    userId: null,
    emails: ['a@x.io'],
    visitors: ['v1'],
    traits: { name: { value: 'Ana', at: sampleTime, key: 'm1\n.shop', trusted: false } },
    state: { rules: { reading: [1, null, { deep: 'x' }] } },
    firstTouch: { source, start },
    lastTouch: { source, start },
    firstSeen: sampleTime,
    lastSeen: sampleTime + 1,
    owner: null,
    score: 12.34,
    grade: 'B2',
    stage: 'lead',
    changesAt: null,
    ...changes,
  }
}
