import { isbot } from 'isbot'
import { remember } from './remember.ts'

/** Size of the cache: browsers have few different user agents, and a crawler repeats its own. */
const REMEMBERED_AGENTS = 2_000

/** Creates a check whether a User-Agent belongs to a bot. */
export function createBotCheck(): (userAgent: string) => boolean {
  return remember(REMEMBERED_AGENTS, (userAgent) => isbot(userAgent))
}
