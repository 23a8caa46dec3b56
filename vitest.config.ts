import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Tests read the packages' sources; `built` alone runs on what users get, in a real browser. */
const conditions = ['source', 'module', 'default']
/** On a server, the script of forms lies beside that of the tracker, which asks for it there. */
const alias = { 'leadlight-forms.js': new URL('packages/forms/src/script.ts', import.meta.url).pathname }
const resolve = { conditions, alias }
const ssr = { resolve: { conditions } }
const browserPackages = '{tracker,forms,dashboard}'

/**
 * Property tests take their time on a busy machine; no test is about the clock. Servers, browsers and databases are real, and may be
 * late once: what is broken fails three times.
 */
const patience = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  retry: 2,
  expect: { poll: { timeout: 20_000 } },
  setupFiles: ['test/fixed-seed.ts', 'test/patience.ts'],
}

/** Tests of what is measured in seconds, like engaged time: two files at a time, and nothing else beside them. */
const aboutTime = ['main-job', 'tracker-delivery', 'faults'].map((name) => `test/built/${name}.test.ts`)

export default defineConfig({
  test: {
    // One more than there are processors: tests in a browser compute for less than two thirds of their time, and wait for the rest.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        resolve,
        ssr,
        test: {
          ...patience,
          name: 'unit',
          environment: 'node',
          include: ['packages/*/src/**/*.test.ts', 'test/*.test.ts'],
          exclude: [`packages/${browserPackages}/**`],
        },
      },
      {
        resolve,
        ssr,
        test: {
          ...patience,
          name: 'dom',
          environment: 'happy-dom',
          include: [`packages/${browserPackages}/src/**/*.test.{ts,tsx}`],
        },
      },
      {
        test: {
          ...patience,
          name: 'built',
          environment: 'node',
          include: ['test/built/**/*.test.ts', 'examples/*/*.test.ts'],
          exclude: aboutTime,
        },
      },
      {
        test: {
          ...patience,
          name: 'time',
          environment: 'node',
          include: aboutTime,
          maxWorkers: 2,
        },
      },
      {
        test: { ...patience, name: 'proxies', environment: 'node', include: ['test/proxies/*.test.ts'] },
      },
      {
        test: { ...patience, name: 'browsers', environment: 'node', include: ['test/browsers/*.test.ts'] },
      },
    ],
  },
})
