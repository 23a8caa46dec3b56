import { expect, it } from 'vitest'
import { createBotCheck } from './bots.ts'
import { createCleaner } from './create-cleaner.ts'
import { createContextPreparation } from './prepare-context.ts'

const crawler = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
const readers = { cleaner: createCleaner(() => false), isBot: createBotCheck() }
const fromServer = { userAgent: 'node', ip: '203.0.113.77', fromPage: false }

it('prepares a context that messages share once', () => {
  const prepare = createContextPreparation({ ...fromServer, fromPage: true }, readers)
  const shared = { locale: 'de' }
  const first = prepare(shared)
  expect(first.context).toEqual({ locale: 'de', userAgent: 'node', ip: '203.0.113.0' })
  expect(prepare(shared)).toBe(first)
  expect(prepare({ locale: 'fr' }).context).toMatchObject({ locale: 'fr' })
  expect(prepare(shared)).toEqual(first)
  expect(shared).toEqual({ locale: 'de' })
})

it('uses user agent and IP address of the request only when a page sent it', () => {
  const prepare = createContextPreparation({ ...fromServer, userAgent: crawler }, readers)
  expect(prepare(null)).toEqual({ context: {}, bot: false })
  expect(prepare({ userAgent: crawler })).toMatchObject({ bot: true })
  const tracker = { library: { name: '@leadlight/tracker' } }
  expect(prepare(tracker)).toMatchObject({ context: { ip: '203.0.113.0' }, bot: true })
})
