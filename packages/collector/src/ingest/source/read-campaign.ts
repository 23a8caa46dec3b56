import type { JsonObject } from '@leadlight/protocol'
import { cutText } from '../../cut-text.ts'
import { replaceUnstorable } from '../clean-text.ts'
import { type ClickIdKind, clickIds } from './click-ids.ts'

/** The parts of a campaign as given; null where missing. */
export interface Campaign {
  source: string | null
  medium: string | null
  campaign: string | null
  term: string | null
  content: string | null
}

/** A click id and its meaning. */
export interface ClickId {
  name: string
  value: string
  kind: ClickIdKind
}

/** Maximum length of a stored part. */
const LONGEST_PART = 200
const LONGEST_CLICK_ID = 255

/** The campaign in a URL's UTM parameters, completed by `context.campaign`. */
export function readCampaign(parameters: URLSearchParams, context: JsonObject): Campaign {
  const part = (utm: string, own: string) => clean(parameters.get(utm)) ?? clean(context[own])
  return {
    source: part('utm_source', 'source')?.toLowerCase() ?? null,
    medium: part('utm_medium', 'medium')?.toLowerCase() ?? null,
    campaign: part('utm_campaign', 'name'),
    term: part('utm_term', 'term'),
    content: part('utm_content', 'content'),
  }
}

/** The first known click id among a URL's parameters, ignoring case. */
export function readClickId(parameters: URLSearchParams): ClickId | undefined {
  for (const [written, value] of parameters) {
    const name = written.toLowerCase()
    const kind = Object.hasOwn(clickIds, name) ? clickIds[name] : undefined
    if (kind && /^[\w.~-]+$/.test(value) && value.length <= LONGEST_CLICK_ID) return { name, value, kind }
  }
  return undefined
}

function clean(value: unknown): string | null {
  // Decoding a URL may result in a zero character.
  const text = typeof value === 'string' ? cutText(replaceUnstorable(value.trim()), LONGEST_PART) : ''
  return text === '' ? null : text
}
