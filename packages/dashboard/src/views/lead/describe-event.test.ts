import type { TimelineEvent } from '@leadlight/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeEvent, titlesById } from './describe-event.ts'

function event(name: string, properties: TimelineEvent['properties'] = {}, bot = false): TimelineEvent {
  return { messageId: 'm', name, at: '2026-11-21T10:00:00.000Z', site: 's', visitor: 'v', properties, bot }
}

describe('describeEvent', () => {
  it('describes pages by title and path', () => {
    expect(describeEvent(event('page', { title: 'Prices', path: '/pricing' }))).toMatchObject({
      kind: 'page',
      title: 'Prices',
      detail: '/pricing',
    })
    expect(describeEvent(event('page')).title).toBe('Page')
  })

  it('describes forms with captured and withheld fields', () => {
    const properties = {
      form_name: 'Demo',
      fields: { full_name: 'Ada', news: true, empty: '' },
      filled: ['message'],
    }
    expect(describeEvent(event('Form Submitted', properties))).toMatchObject({
      kind: 'form',
      title: 'Sent a form: Demo',
      facts: [
        ['Full name', 'Ada'],
        ['News', 'Yes'],
      ],
      withheld: ['message'],
      caveat: '',
    })
  })

  it('marks attempted submissions and crawlers', () => {
    const attempt = describeEvent(event('Form Submitted', { outcome: 'attempted' }))
    expect([attempt.title, attempt.caveat]).toEqual([
      'Tried to send a form',
      'No sign that it went through; not scored',
    ])
    expect(describeEvent(event('page', {}, true)).caveat).toBe('Sent by a crawler; not scored')
  })

  it('describes other events by name, without technical properties', () => {
    const told = describeEvent(event('Trial Started', { plan: 'pro', page_view_id: 'x' }))
    expect(told).toMatchObject({ kind: 'other', title: 'Trial Started', facts: [['Plan', 'pro']] })
  })

  it('returns only text, whatever is sent', () => {
    const names = fc.constantFrom(
      'page',
      'Form Submitted',
      'Form Abandoned',
      'Link Clicked',
      'identify',
      'Anything',
    )
    const keys = fc.constantFrom(
      'title',
      'path',
      'form_name',
      'fields',
      'filled',
      'kind',
      'text',
      'href',
      'traits',
      'last_field',
      'outcome',
    )
    fc.assert(
      fc.property(names, fc.dictionary(keys, fc.jsonValue()), (name, properties) => {
        const { title, detail, facts, withheld } = describeEvent(
          event(name, properties as TimelineEvent['properties']),
        )
        for (const text of [title, detail, ...facts.flat(), ...withheld]) expect(typeof text).toBe('string')
        expect(title).not.toBe('')
      }),
    )
  })
})

describe('titlesById', () => {
  it('finds titles of events within visits and outside', () => {
    const lone = { ...event('Trial Started'), messageId: 'lone' }
    expect(titlesById([{ type: 'event', at: lone.at, event: lone }])).toEqual(
      new Map([['lone', 'Trial Started']]),
    )
  })
})
