import { expect, test } from 'vitest'
import { pageViews } from './page-views.ts'
import { create, messages, settle } from './tracker.test.setup.ts'

test('on: notifies of created and delivered messages and of consent, until it is ended', async () => {
  const tracker = create({ plugins: [pageViews()] })
  const told: unknown[] = []
  const stop = tracker.on('event', ({ type, event, properties }) => told.push([type, event, properties]))
  tracker.on('sent', ({ type }) => told.push(`sent ${type}`))
  tracker.on('consent', (active) => told.push(active))
  tracker.track('Demo Requested', { plan: 'pro', element: document.body })
  await settle()
  // The page view is still held; the node is not sent, so listeners do not get it.
  expect(told).toEqual([true, ['track', 'Demo Requested', { page_view_id: expect.any(String), plan: 'pro' }]])
  await tracker.flush()
  expect(told.slice(2)).toEqual([
    ['page', undefined, expect.objectContaining({ path: location.pathname })],
    'sent page',
    'sent track',
  ])
  stop()
  stop()
  tracker.track('Unheard')
  await tracker.flush()
  tracker.consent('denied')
  await settle()
  expect(told.slice(5)).toEqual(['sent track', false])
})

test('tolerates listeners that throw, change their message, or are no functions', async () => {
  const tracker = create()
  const heard: unknown[] = []
  tracker.on('event', (message) => {
    message.messageId = 'changed'
    throw new Error('a broken listener')
  })
  tracker.on('event', null as never)
  tracker.on('no such thing' as never, (() => {}) as never)
  tracker.on('event', ({ messageId }) => heard.push(messageId))
  tracker.track('Sound')
  await tracker.flush()
  expect(heard).toEqual([messages()[0]?.messageId])
  expect(heard).not.toContain('changed')
})

test('on error: reports failed deliveries by status, and plugins by their exception', async () => {
  const cause = new Error('a broken plugin')
  const tracker = create({
    collector: async () => ({ status: 503 }) as never,
    plugins: [
      () => {
        throw cause
      },
    ],
  })
  const heard: unknown[] = []
  tracker.on('error', (error) => heard.push(error))
  tracker.track('Waiting')
  await tracker.flush()
  expect(heard).toEqual([{ cause }, { status: 503 }])
})
