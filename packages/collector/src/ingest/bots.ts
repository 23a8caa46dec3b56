import { isbot } from 'isbot'
import { remember } from './remember.ts'

/** Browsers send few different agents; a page of crawlers sends the same one again and again. */
const REMEMBERED_AGENTS = 2_000

/** Tells crawlers by their User-Agent. */
export function createBotCheck(): (userAgent: string) => boolean {
  return remember(REMEMBERED_AGENTS, (userAgent) => isbot(userAgent))
}
