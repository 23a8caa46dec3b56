import type { JsonObject } from '@leadlight/protocol'
import { REDACTED } from '@leadlight/protocol/redact'
import { describe, expect, it } from 'vitest'
import { chrome, eventOf, events, fromPage, refused, send } from './recording-ingest.test.setup.ts'

const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
const card = '4111 1111 1111 1111'
const fromServer = { userAgent: 'node', ip: '203.0.113.77', fromPage: false }

it('reads the company from a group message, but no address', async () => {
  const traits = { name: 'Engines', employees: 329, email: 'office@engines.example' }
  const event = await eventOf({ type: 'group', groupId: 'g', traits })
  expect(event).toMatchObject({ email: null, traits: { company: 'Engines', employees: 329 } })
  expect(await eventOf({ type: 'group', groupId: 'g' })).toMatchObject({ traits: null })
})

it('does not take an id for a card number, which would make one visitor of many', async () => {
  const event = await eventOf({ type: 'alias', userId: 'u', previousId: '4111111111111111' })
  expect(event.properties).toEqual({ previousId: '4111111111111111' })
})

describe('forms', () => {
  const form = (properties: JsonObject) => ({ type: 'track', event: 'Form Submitted', properties })

  it('identifies by the e-mail address in a form', async () => {
    const fields = { your_email: 'Ada@Example.com', phone: '234123412346' }
    const event = await eventOf(form({ form_id: 'contact', fields, field_types: { phone: 'tel' } }))
    expect(event).toMatchObject({
      email: 'ada@example.com',
      traits: { email: 'ada@example.com', phone: '234123412346' },
      properties: { fields },
    })
  })

  it('stores an attempted submission, and identifies the person it names', async () => {
    const event = await eventOf(form({ outcome: 'attempted', fields: { email: 'ada@example.com' } }))
    expect(event).toMatchObject({ email: 'ada@example.com', properties: { outcome: 'attempted' } })
  })

  it('cleans the kinds of fields, too, though a field may be called password', async () => {
    const field_types = { [card]: card, password: 'password', odd: { card } }
    const event = await eventOf(form({ fields: {}, field_types }))
    expect(event.properties.field_types).toEqual({ [REDACTED]: REDACTED, password: 'password' })
  })

  it('removes secrets from a form, by kind, name or look', async () => {
    const fields = { a: 'hunter2', password: 'hunter2', note: `card ${card}`, email: 'ada@example.com' }
    const event = await eventOf(form({ fields, field_types: { a: 'password' } }))
    expect(event.properties.fields).toEqual({
      a: REDACTED,
      password: REDACTED,
      note: `card ${REDACTED}`,
      email: 'ada@example.com',
    })
    expect(JSON.stringify(event)).not.toMatch(/hunter2|4111(%20|\W)?1111/)
  })
})

describe('privacy', () => {
  it('leaves no secret in properties, traits, addresses, names and contexts', async () => {
    const url = `https://x.example/?card=${encodeURIComponent(card)}`
    const messages = [
      { type: 'page', properties: { url, referrer: url, title: card }, context: { page: { url } } },
      { type: 'track', event: card, properties: { [card]: [card], nested: { deep: [{ card }] } } },
      {
        type: 'identify',
        traits: { email: 'a@b.co', note: card, password: 'x4111' },
        context: { traits: { card } },
      },
      { type: 'group', groupId: 'g', traits: { card } },
      { type: 'nonsense', properties: { card, password: 'x4111' } },
    ]
    await send(messages.map((message) => ({ anonymousId: 'v', ...message })))
    expect(events).toHaveLength(4)
    expect(refused).toHaveLength(1)
    expect(JSON.stringify([events, refused])).not.toMatch(/4111(%20|\W)?1111|x4111/)
  })

  it('keeps no full IP address', async () => {
    const event = await eventOf({ type: 'page', context: { ip: '198.51.100.23' } })
    expect(event.context.ip).toBe('198.51.100.0')
    expect(JSON.stringify(event)).not.toContain('113.77')
    const odd = await eventOf({ type: 'page', context: { ip: 'not an address' } })
    expect(odd.context).not.toHaveProperty('ip')
  })

  it.each([
    ['an address', '203.0.113.77', '203.0.113.0'],
    ['one of version 6', '2001:db8:1:2:3:4:5:77', '2001:db8:1::'],
    ['one of version 4 as 6', '::ffff:203.0.113.77', '::ffff:203.0.113.0'],
    ['a version and a time', 'Chrome/142.0.6099.109 at 10:00:05', 'Chrome/142.0.6099.109 at 10:00:05'],
  ])('keeps no full IP address in a rejected message: %s', async (_, ip, kept) => {
    await send([{ type: 'nonsense', context: { ip } }])
    expect(JSON.parse(refused[0]?.message ?? '')).toEqual({ type: 'nonsense', context: { ip: kept } })
  })

  it('keeps no part of an IP address where a rejected message is cut', async () => {
    for (const length of Array(40).keys()) {
      const text = `${'x'.repeat(5_400 + length)} 2001:db8:1:2:3:4:5:77 ${'x'.repeat(40_000)}`
      await send([{ type: 'nonsense', text }])
    }
    expect(refused).toHaveLength(40)
    expect(JSON.stringify(refused)).not.toContain(':2:3')
  })

  it("uses IP address and user agent of a page's request for the visitor, but not those of a server's", async () => {
    const page = await eventOf({ type: 'page' }, {}, fromPage)
    expect(page.context).toEqual({ userAgent: chrome, ip: '203.0.113.0' })
    const server = await eventOf({ type: 'page' }, {}, fromServer)
    expect(server.context).toEqual({})
  })
})

describe('bots', () => {
  it('are detected by the user agent of the page or of the message', async () => {
    const header = { ...fromPage, userAgent: googlebot }
    expect((await eventOf({ type: 'page' }, {}, header)).bot).toBe(true)
    expect((await eventOf({ type: 'page', context: { userAgent: googlebot } }, {}, fromServer)).bot).toBe(
      true,
    )
    expect((await eventOf({ type: 'page', context: { userAgent: chrome } }, {}, header)).bot).toBe(false)
  })

  it("are not detected by a server's own user agent, unless our tracker sent it", async () => {
    const crawler = { ...fromServer, userAgent: googlebot }
    expect((await eventOf({ type: 'page' }, {}, crawler)).bot).toBe(false)
    const library = { name: '@leadlight/tracker', version: '0.1.0' }
    expect((await eventOf({ type: 'page' }, { context: { library } }, crawler)).bot).toBe(true)
  })
})
