/** Numbers, times and durations in the reader's language and time zone. */
export interface Format {
  /** A whole number: `1,204`. */
  count(value: number): string
  /** Points with two decimals: `63.40`. */
  points(value: number): string
  /** Points as a change: `+12.50`, `-3.00`. */
  change(value: number): string
  /** Points as a change, rounded to whole ones: `+13`. */
  wholeChange(value: number): string
  /** A share from 0 to 1 in percent: `12 %`. */
  percent(share: number): string
  /** Date and time of day. */
  dateTime(time: string | number): string
  /** Time of day. */
  clock(time: string | number): string
  /** The time relative to `now`, in milliseconds since 1970: `5 min ago`. */
  relative(time: string | number, now: number): string
  /** The reader's time zone: `Asia/Kolkata (GMT+5:30)`. */
  zone(): string
  /** Milliseconds in at most two units: `2 min 31 sec`. */
  duration(ms: number): string
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Units of `relative`, largest first, each with the least distance that it is used for. */
const spans = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
] as const

/** Creates the format for the first supported one of `locales`. `timeZone` defaults to the browser's. */
export function createFormat(locales: readonly string[], timeZone?: string): Format {
  const languages = [...locales]
  const zone = timeZone === undefined ? {} : { timeZone }
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(languages, options)
  const hundredths = { minimumFractionDigits: 2, maximumFractionDigits: 2 }
  const count = number({ maximumFractionDigits: 0 })
  const points = number(hundredths)
  const change = number({ ...hundredths, signDisplay: 'exceptZero' })
  const wholeChange = number({ maximumFractionDigits: 0, signDisplay: 'exceptZero' })
  const percent = number({ style: 'percent', maximumFractionDigits: 1 })
  const dateTime = new Intl.DateTimeFormat(languages, { dateStyle: 'medium', timeStyle: 'short', ...zone })
  const clock = new Intl.DateTimeFormat(languages, { timeStyle: 'short', ...zone })
  const relative = new Intl.RelativeTimeFormat(languages, { style: 'short' })
  const now = new Intl.RelativeTimeFormat(languages, { numeric: 'auto' }).format(0, 'second')
  const list = new Intl.ListFormat(languages, { style: 'narrow', type: 'unit' })
  const inUnit = (value: number, unit: string) =>
    number({ style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(value)

  return {
    count: count.format,
    points: points.format,
    change: change.format,
    wholeChange: wholeChange.format,
    percent: percent.format,
    dateTime: (time) => dateTime.format(new Date(time)),
    clock: (time) => clock.format(new Date(time)),
    relative(time, since) {
      const distance = new Date(time).getTime() - since
      const span = spans.find(([, least]) => Math.abs(distance) >= least)
      if (span === undefined) return now
      return relative.format(Math.trunc(distance / span[1]), span[0])
    },
    zone() {
      const parts = new Intl.DateTimeFormat(languages, {
        timeZoneName: 'shortOffset',
        ...zone,
      }).formatToParts()
      const offset = parts.find(({ type }) => type === 'timeZoneName')?.value
      return `${clock.resolvedOptions().timeZone} (${offset})`
    },
    duration(ms) {
      if (ms < 10 * SECOND) return inUnit(Math.round(ms / 100) / 10, 'second')
      const seconds = Math.round(ms / SECOND)
      if (seconds < 60) return inUnit(seconds, 'second')
      const [large, small, size, part] =
        seconds < 3600
          ? (['minute', 'second', 60, 1] as const)
          : seconds < 2 * 86_400
            ? (['hour', 'minute', 3600, 60] as const)
            : (['day', 'hour', 86_400, 3600] as const)
      const rest = Math.floor((seconds % size) / part)
      const parts = [inUnit(Math.floor(seconds / size), large)]
      if (rest > 0) parts.push(inUnit(rest, small))
      return list.format(parts)
    },
  }
}
