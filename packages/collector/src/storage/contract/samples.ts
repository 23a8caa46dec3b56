import type { SourceHint, StoredEvent } from '../../stored-event.ts'

/** When the events of the samples happen, unless they say otherwise: 2026-11-21T10:00:00Z. */
export const sampleTime = Date.UTC(2026, 10, 21, 10)

/** An event as a page would send it; `changes` say what is special. */
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

/** A campaign on Facebook. */
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
