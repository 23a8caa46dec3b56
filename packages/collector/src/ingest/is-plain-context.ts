import type { Json, JsonObject } from '@leadlight/protocol'
import { isJsonObject } from './json-object.ts'

const contextTexts = ['userAgent', 'ip', 'locale', 'timezone'] as const
const libraryTexts = ['name', 'version'] as const
const pageTexts = ['url', 'path', 'title', 'referrer', 'search'] as const
const campaignTexts = ['name', 'source', 'medium', 'term', 'content'] as const

/** Whether all parts of a context that the collector reads have the right types; otherwise the schema must decide. */
export function isPlainContext(context: JsonObject): boolean {
  return (
    areTexts(context, contextTexts) &&
    isPart(context.library, libraryTexts) &&
    isPart(context.page, pageTexts) &&
    isPart(context.campaign, campaignTexts)
  )
}

function isPart(part: Json | undefined, texts: readonly string[]): boolean {
  return part === undefined || (isJsonObject(part) && areTexts(part, texts))
}

function areTexts(object: JsonObject, keys: readonly string[]): boolean {
  for (const key of keys) {
    const value = object[key]
    if (value !== undefined && typeof value !== 'string') return false
  }
  return true
}
