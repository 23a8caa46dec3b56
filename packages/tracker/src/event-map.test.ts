import { describe, expectTypeOf, test } from 'vitest'
import type { TrackedMessage } from './create-emitter.ts'
import type { EventName, StandardEvents } from './event-map.ts'
import type { Tracker } from './tracker.ts'

/** The compiler checks these; at run time they do nothing. */

interface Booking {
  room: string
  nights?: number
}
interface MyEvents {
  'Room Booked': Booking
  'Tour Taken': { seconds?: number }
  'Bell Rung': undefined
}

const harmless: object = new Proxy({}, { get: () => () => () => {} })
const plain = harmless as Tracker
const own = harmless as Tracker<MyEvents>

describe('types', () => {
  test('without a map: accept any name, and propose the standard ones with their properties', () => {
    plain.track('Anything At All', { x: 1 })
    plain.track('Order Completed', { total: 12.5, gift: true })
    plain.track('Order Completed')
    const name: string = 'computed'
    plain.track(name, {})
    // @ts-expect-error a total is a number
    plain.track('Order Completed', { total: 'twelve' })
    expectTypeOf<'Demo Requested'>().toExtend<EventName<Record<never, never>>>()
  })

  test('with a map: accept its names and the standard ones only, and require its required properties', () => {
    own.track('Room Booked', { room: 'blue' })
    own.track('Tour Taken')
    own.track('Bell Rung')
    own.track('Signed Up', { email: 'ada@example.com', invited_by: 'u1' })
    // @ts-expect-error a spelling mistake
    own.track('Room Boked', { room: 'blue' })
    // @ts-expect-error the room is missing
    own.track('Room Booked')
    // @ts-expect-error the room has no colour
    own.track('Room Booked', { room: 'blue', colour: 'blue' })
    expectTypeOf<EventName<MyEvents>>().toEqualTypeOf<keyof MyEvents | keyof StandardEvents>()
  })

  test('a tracker with a map is assignable to any tracker', () => {
    expectTypeOf(own).toExtend<Tracker>()
    // The map restricts `track` only.
    expectTypeOf(own.on).toEqualTypeOf(plain.on)
  })

  test('listeners have typed arguments', () => {
    expectTypeOf(
      plain.on('event', (message) => expectTypeOf(message).toEqualTypeOf<TrackedMessage>()),
    ).toEqualTypeOf<() => void>()
    plain.on('dropped', (_, reason) => expectTypeOf(reason).toEqualTypeOf<string | number>())
    plain.on('error', ({ status }) => expectTypeOf(status).toEqualTypeOf<number | undefined>())
    plain.on('consent', (active) => expectTypeOf(active).toEqualTypeOf<boolean>())
    // @ts-expect-error no such thing
    plain.on('arrived', () => {})
  })
})
