import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { bundleLibrary, emptyBundle } from './bundle-library.ts'
import { launchBenchBrowser } from './launch.ts'
import { leadlight } from './libraries/leadlight.ts'
import { libraries } from './libraries.ts'
import { type Report, toMarkdown } from './report.ts'
import { summarize } from './results.ts'
import { runOnce } from './run-once.ts'
import { noSamples } from './samples.ts'

/**
 * Measures the built script beside its peers, prints a Markdown report and writes `results.json`.
 *
 * @param runs how often everything is measured
 */
export async function measureLibraries(runs: number): Promise<void> {
  const begin = Date.now()
  const load = Number((loadavg()[0] ?? Number.NaN).toFixed(1))
  const page = noSamples({ library: leadlight, bundle: emptyBundle })
  const measured = await Promise.all(
    libraries.map(async (library) => noSamples({ library, bundle: await bundleLibrary(library) })),
  )
  const browser = await launchBenchBrowser()
  try {
    for (let run = 1; run <= runs; run++) {
      console.error(`run ${run} of ${runs}, ${minutesSince(begin)} minutes so far`)
      await runOnce(browser, page, measured)
    }
    const { version } = JSON.parse(readText('../../packages/tracker/package.json'))
    const report: Report = {
      date: new Date().toISOString().slice(0, 10),
      browser: `Chromium ${browser.version()}`,
      machine: describeMachine(),
      load,
      node: process.version,
      runs,
      minutes: minutesSince(begin),
      libraries: measured.map((samples) => summarize(samples, page, version)),
    }
    writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify(report, null, 2)}\n`)
    console.log(toMarkdown(report))
  } finally {
    await browser.close()
  }
}

function describeMachine(): string {
  const cores = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${cores.length} cores of ${cores[0]?.model.trim() ?? 'unknown make'}, ${memory} GiB, ${type()} ${release()}`
}

function minutesSince(begin: number): number {
  return Number(((Date.now() - begin) / 60_000).toFixed(1))
}

function readText(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8')
}
