import type { ComponentChildren } from 'preact'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
const periods = [
  { days: 7, label: 'Last 7 days' },
  { days: 30, label: 'Last 30 days' },
  { days: 90, label: 'Last 90 days' },
  { days: 365, label: 'Last 12 months' },
  { days: 0, label: 'All time' },
]

/** Selects the period of a report, in days before now; 0 for all time. */
export function Period({
  days,
  onChange,
  children,
}: {
  days: number
  onChange: (days: number) => void
  /** Further choices. */
  children?: ComponentChildren
}) {
  return (
    <div class="filters">
      <label>
        <span>Period</span>
        <select value={days} onChange={(event) => onChange(Number(event.currentTarget.value))}>
          {periods.map((period) => (
            <option key={period.days} value={period.days}>
              {period.label}
            </option>
          ))}
        </select>
      </label>
      {children}
    </div>
  )
}

/** Start of a period of `days`, ISO 8601, rounded to the hour so that the request stays the same; empty for all time. */
export function startOf(days: number): string {
  const hour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS
  return days === 0 ? '' : new Date(hour - days * DAY_MS).toISOString()
}
