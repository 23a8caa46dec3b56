import { expect, test } from 'vitest'
import type { TrackedMessage } from '../create-emitter.ts'
import { describeError } from './describe-error.ts'
import { describeMessage } from './describe-message.ts'

const message = (more: Partial<TrackedMessage>): TrackedMessage => ({
  type: 'track',
  messageId: 'm',
  timestamp: '2026-11-22T10:00:00.000Z',
  ...more,
})
const tracked = (event: string, properties: object) =>
  describeMessage(message({ event, properties: { page_view_id: 'p', ...properties } }))

test('describes each message in one line', () => {
  expect(
    describeMessage(message({ type: 'page', properties: { path: '/blog', content_type: 'article' } })),
  ).toBe('Page view: /blog · article')
  expect(describeMessage(message({ type: 'identify', userId: 'u1', traits: { email: 'a@b.example' } }))).toBe(
    'Identified: u1 · email',
  )
  expect(tracked('Page Engaged', { path: '/blog', engaged_ms: 12_345, scroll_depth: 80 })).toBe(
    'Page Engaged: /blog · 12.3 s · 80 % scrolled',
  )
  expect(
    tracked('Form Submitted', {
      form_id: 'contact',
      outcome: 'attempted',
      fields: { email: 'ada@firm.example' },
      filled: ['dog'],
    }),
  ).toBe(
    'Form Submitted: contact · only attempted: no sign of success · values: email · values withheld: dog',
  )
  expect(tracked('Demo Requested', { plan: 'pro' })).toBe('Demo Requested: {"plan":"pro"}')
  expect(tracked('Demo Requested', {})).toBe('Demo Requested')
})

test('errors say what to do', () => {
  expect(describeError({ status: 401 })).toContain('write key')
  expect(describeError({ status: 403 })).toContain('allow it')
  expect(describeError({})).toContain('connect-src')
  expect(describeError({ status: 200 })).toContain('not from a collector')
  expect(describeError({ status: 503 })).toContain('sent again')
  expect(describeError({ cause: new Error('oops') })).toContain('oops')
})
