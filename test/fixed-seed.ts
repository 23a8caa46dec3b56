import { env } from 'node:process'
import fc from 'fast-check'

/**
 * Property tests draw the same cases on every run of `npm test`, so that a change is judged by what it changes. New cases are
 * drawn by `npm run test:properties`; a seed that it prints is tried again by `PROPERTY_SEED=…`.
 */
const seed = env.PROPERTY_SEED ?? (env.PROPERTY_RUNS === undefined ? 20261122 : undefined)
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) })
