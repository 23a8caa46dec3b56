/** Milliseconds of a day without a clock change. */
export const DAY_MS = 86_400_000

/** The greatest distance from 1970 that a `Date` can represent, in milliseconds. */
const LAST_TIME = 8.64e15

/** The days of a time zone, numbered; day 0 is 1 January 1970 local time. */
export interface Calendar {
  /** The day on which an instant falls. */
  dayOf(at: number): number
  /** The first instant of a day. */
  startOf(day: number): number
}

/** Whether a number is a valid time in milliseconds since 1970. */
export function isTime(at: number): boolean {
  return Number.isFinite(at) && Math.abs(at) <= LAST_TIME
}

/** Creates the calendar of an IANA time zone. Throws a `RangeError` for an unknown name. */
export function createCalendar(timeZone: string): Calendar {
  if (timeZone === 'UTC') return { dayOf: (at) => Math.floor(at / DAY_MS), startOf: (day) => day * DAY_MS }
  const offsetAt = createOffsets(timeZone)
  const dayOf = (at: number) => Math.floor((at + offsetAt(at)) / DAY_MS)
  return { dayOf, startOf: (day) => firstInstant(day, dayOf, offsetAt) }
}

/** Midnight by the zone's offset at that time or, around a clock change, by binary search over two days. */
function firstInstant(day: number, dayOf: (at: number) => number, offsetAt: (at: number) => number): number {
  const guess = day * DAY_MS - offsetAt(day * DAY_MS)
  if (dayOf(guess) >= day && dayOf(guess - 1) < day) return guess
  let before = (day - 1) * DAY_MS
  let after = (day + 1) * DAY_MS
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (dayOf(middle) >= day) after = middle
    else before = middle
  }
  return after
}

/** Clocks change at full quarters of an hour of UTC, so the offset is cached per quarter. */
const QUARTER_MS = 900_000
const MAX_QUARTERS = 5_000

/** The zone's offset from UTC in milliseconds; cached, because `Intl` takes microseconds per call. */
function createOffsets(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const known = new Map<number, number>()
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS)
    let offset = known.get(quarter)
    if (offset === undefined) {
      offset = localTime(format, quarter * QUARTER_MS) - quarter * QUARTER_MS
      if (known.size >= MAX_QUARTERS) known.clear()
      known.set(quarter, offset)
    }
    return offset
  }
}

/** The local date and time at an instant, as if it were UTC. */
function localTime(format: Intl.DateTimeFormat, at: number): number {
  const parts = new Map(format.formatToParts(at).map((part) => [part.type, part.value]))
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type))
  const year = parts.get('era') === 'BC' ? 1 - read('year') : read('year')
  const date = new Date(0)
  date.setUTCFullYear(year, read('month') - 1, read('day'))
  date.setUTCHours(read('hour'), read('minute'), read('second'))
  return date.getTime()
}
