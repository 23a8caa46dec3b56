import type { Contribution } from '@leadlight/protocol'
import { expect, it } from 'vitest'
import { listPointsByHand } from './points-by-hand.ts'

function contribution(messageId: string, points: number, rule = 'manual'): Contribution {
  const event = { messageId, name: 'Points Adjusted', at: '2026-11-21T10:00:00.000Z', points, counted: true }
  return { rule, label: `By hand: ${messageId}`, dimension: 'fit', points, raw: points, events: [event] }
}

it('lists the points given by hand that were not lifted', () => {
  const all = [
    contribution('page', 5, 'pricing'),
    contribution('a', 10),
    contribution('b', -3),
    contribution('lift:a', -10),
    contribution('stage', 0),
  ]
  expect(listPointsByHand(all)).toEqual([{ entry: 'b', label: 'By hand: b', points: -3 }])
})
