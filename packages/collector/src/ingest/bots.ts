import { isbot } from 'isbot'
import { memoize } from './memoize.ts'

/** Size of the cache: browsers have few different user agents, and a crawler repeats its own. */
const MAX_CACHED_AGENTS = 2_000

/** Creates a check whether a User-Agent belongs to a bot. */
export function createBotCheck(): (userAgent: string) => boolean {
  return memoize(MAX_CACHED_AGENTS, (userAgent) => isbot(userAgent))
}
