/** Labels of a sample, like `{ code: 'body_too_large' }`. */
export type Labels = Readonly<Record<string, string>>

/** A metric that only increases. */
export interface Counter {
  add(count: number, labels?: Labels): void
}

/** A metric of durations. */
export interface Histogram {
  /** @param seconds a duration */
  observe(seconds: number): void
}

/** The metrics of one process. */
export interface Registry {
  counter(name: string, help: string): Counter
  histogram(name: string, help: string): Histogram
  /** Registers a metric that is read when the metrics are requested; left out when `read` throws. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void
  /** Like `gauge`, for a number that only increases and is counted elsewhere. */
  total(name: string, help: string, read: () => number | Promise<number>): void
  /** All metrics in the text format of Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/). */
  write(): Promise<string>
}

/** Upper bounds of a histogram's buckets, in seconds. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const

/** Maximum number of label combinations per metric, so that a wrong label cannot exhaust memory. */
const MAX_SERIES = 200

/** Writes a metric in the text format, as lines. */
type WriteLines = () => string[] | Promise<string[]>

/** Creates a registry. */
export function createRegistry(): Registry {
  const writers: WriteLines[] = []
  const addRead =
    (type: 'gauge' | 'counter'): Registry['gauge'] =>
    (name, help, read) => {
      writers.push(async () => {
        try {
          return [...head(name, help, type), `${name} ${await read()}`]
        } catch {
          return []
        }
      })
    }
  return {
    counter(name, help) {
      const { write, counter } = createCounter(name, help)
      writers.push(write)
      return counter
    },
    histogram(name, help) {
      const { write, histogram } = createHistogram(name, help)
      writers.push(write)
      return histogram
    },
    gauge: addRead('gauge'),
    total: addRead('counter'),
    async write() {
      const parts = await Promise.all(writers.map((write) => write()))
      return `${parts.flat().join('\n')}\n`
    },
  }
}

function createCounter(name: string, help: string): { write: WriteLines; counter: Counter } {
  const counts = new Map<string, number>([['', 0]])
  return {
    write() {
      const labelled = counts.size > 1 ? [...counts].filter(([labels]) => labels !== '') : [...counts]
      return [
        ...head(name, help, 'counter'),
        ...labelled.map(([labels, count]) => `${name}${labels} ${count}`),
      ]
    },
    counter: {
      add(count, labels) {
        const key = labels === undefined ? '' : writeLabels(labels)
        if (counts.size < MAX_SERIES || counts.has(key)) counts.set(key, (counts.get(key) ?? 0) + count)
      },
    },
  }
}

function createHistogram(name: string, help: string): { write: WriteLines; histogram: Histogram } {
  const counts = new Array<number>(buckets.length + 1).fill(0)
  let sum = 0
  return {
    write() {
      let below = 0
      const lines = [...buckets, '+Inf'].map((bound, index) => {
        below += counts[index] ?? 0
        return `${name}_bucket{le="${bound}"} ${below}`
      })
      return [...head(name, help, 'histogram'), ...lines, `${name}_sum ${sum}`, `${name}_count ${below}`]
    },
    histogram: {
      observe(seconds) {
        const place = buckets.findIndex((bound) => seconds <= bound)
        const index = place === -1 ? buckets.length : place
        counts[index] = (counts[index] ?? 0) + 1
        sum += seconds
      },
    },
  }
}

function head(name: string, help: string, type: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`]
}

function writeLabels(labels: Labels): string {
  const quote = (text: string) =>
    text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').slice(0, 100)
  return `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${quote(value)}"`)
    .join(',')}}`
}
