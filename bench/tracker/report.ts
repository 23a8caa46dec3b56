import type { LibraryResult } from './results.ts'
import type { Outcome } from './scenario.ts'
import { scenarios } from './scenarios.ts'

/** Everything in `results.json`. */
export interface Report {
  date: string
  browser: string
  machine: string
  /** Of the minute before the first run; what other programs did. */
  load: number
  node: string
  runs: number
  minutes: number
  libraries: LibraryResult[]
}

/** The whole report as Markdown. */
export function toMarkdown(report: Report): string {
  const { date, browser, machine, load, node, runs, minutes, libraries } = report
  return [
    `${date}, ${browser}, ${machine} under a load of ${load} before, Node ${node}; medians of ${runs} run${runs > 1 ? 's' : ''}, ${minutes} minutes.`,
    `What each was configured with:`,
    libraries
      .map(({ name, version, configuredWith }) => `- ${name} ${version}: ${configuredWith}.`)
      .join('\n'),
    `Every library is on the same page, sends to a stub collector on another port of 127.0.0.1 that answers 200 to all, and can reach nothing else.`,
    costTable(libraries),
    `Size: the scripts that the page fetches. One visit: page view, three events, a form sent natively, next page, until 6 s after its load; bodies and query strings. Start: CPU of the main thread until 1.5 s after load, above the same page without a library; throttled: by the clock with the CPU throttled four times, as disturbed as the machine is. 1,000 events in one task: CPU of the main thread until a second after they arrived, or 13 s. Engaged time: what was reported of 10 s visible and 5 s hidden, less the visible time since the page's scripts ran.`,
    deliveryTable(libraries),
    `Share of the unique events that arrived without, then with a return visit where the two differ. +n: further arrivals that the collector cannot tell from other events, in per cent of the events; (n): copies that it can tell. ⁎ marks libraries whose page sends forms by a submit listener.`,
    problemList(libraries),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function costTable(libraries: LibraryResult[]): string {
  const head = [
    'library',
    'brotli kB (min)',
    'requests / bytes up / preflights',
    'start, CPU ms',
    'start throttled, ms (longest task)',
    '1,000 events, CPU ms (arrived)',
    'engaged time, s',
  ]
  const rows = libraries.map(
    ({ name, size, visit, start, longestTaskMs, thousandEvents, engagedErrorMs }) => [
      name,
      `${kB(size.brotliBytes)} (${kB(size.minifiedBytes)})`,
      `${show(visit.requests)} / ${show(visit.bytesUp)} / ${show(visit.preflights)}`,
      show(start.cpuMs),
      `${show(start.throttledTaskMs)} (${show(longestTaskMs)})`,
      `${show(thousandEvents.cpuMs)} (${show(thousandEvents.arrived)})`,
      engagedErrorMs === null ? 'none' : signed(engagedErrorMs / 1_000),
    ],
  )
  return table(head, rows)
}

function deliveryTable(libraries: LibraryResult[]): string {
  const head = ['scenario', ...libraries.map(({ name, forms }) => (forms === 'itself' ? name : `${name}⁎`))]
  const rows = scenarios.map(({ name }) => [
    name,
    ...libraries.map(({ delivery }) => (delivery[name] ? showOutcome(delivery[name]) : '—')),
  ])
  return table(head, rows)
}

function showOutcome({ expected, before, after, copies, twice }: Outcome): string {
  const percent = (count: number) => Math.round((100 * count) / expected)
  const shares = before === after ? `${percent(before)} %` : `${percent(before)} → ${percent(after)} %`
  const told = copies - twice
  return shares + (twice > 0 ? ` +${percent(twice)}` : '') + (told > 0 ? ` (${percent(told)})` : '')
}

function problemList(libraries: LibraryResult[]): string {
  const lines = libraries.flatMap(({ name, problems }) => problems.map((problem) => `- ${name}: ${problem}`))
  return lines.length > 0 ? `What could not be measured:\n\n${lines.join('\n')}` : ''
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function kB(bytes: number): string {
  return Number.isNaN(bytes) ? '—' : (bytes / 1_000).toFixed(1)
}

function signed(number: number): string {
  return Number.isNaN(number) ? '—' : `${number < 0 ? '−' : '+'}${Math.abs(number).toFixed(1)}`
}

function show(number: number): string {
  return Number.isNaN(number) ? '—' : number.toLocaleString('en-GB')
}
