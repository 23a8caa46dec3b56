import type { ConsentDecision } from '../consent.ts'
import { guard } from '../guard.ts'
import { asksNotToBeTracked } from './asks-not-to-be-tracked.ts'

/** Options of `followGoogleConsent`. */
export interface GoogleConsentOptions {
  /** Consent types that must all be granted; `analytics_storage` and `ad_user_data` by default. */
  types?: readonly string[] | undefined
  /** Name of the data layer; `dataLayer` by default. */
  dataLayer?: string | undefined
}

/** The parameters of `gtag('consent', 'default' | 'update', …)`. */
type Parameters = Record<string, unknown>

/**
 * Passes consent from Google's Consent Mode v2 to a tracker: reads the commands `gtag('consent', …)` in the data layer, past and
 * future ones. An update grants consent if all types are granted, and denies it otherwise. Defaults apply before the visitor decides:
 * if all types are granted in every region, and no update follows within `wait_for_update`, they grant consent, unless the browser
 * sends Global Privacy Control or Do Not Track. Other defaults leave it undecided, so use the consent mode `required`.
 * https://developers.google.com/tag-platform/security/concepts/consent-mode
 *
 * It cannot see templates in Google Tag Manager that bypass the data layer.
 *
 * @returns a function that ends it
 */
export function followGoogleConsent(
  tracker: { consent(decision: ConsentDecision): void },
  { types = ['analytics_storage', 'ad_user_data'], dataLayer = 'dataLayer' }: GoogleConsentOptions = {},
): () => void {
  if (typeof window === 'undefined') return () => {}
  const updates: Parameters = {}
  const defaults: Parameters = {}
  /** Types that a default denies in any region. */
  const deniedSomewhere = new Set<string>()
  let waitMs = 0
  let latest: ConsentDecision | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false

  const pass = (decision: ConsentDecision) => {
    if (decision !== latest) tracker.consent(decision)
    latest = decision
  }
  const decide = () => {
    if (ended) return
    if (types.some((type) => type in updates)) {
      pass(types.every((type) => (updates[type] ?? defaults[type]) === 'granted') ? 'granted' : 'denied')
    } else if (
      types.every((type) => defaults[type] === 'granted' && !deniedSomewhere.has(type)) &&
      !asksNotToBeTracked()
    )
      pass('granted')
  }
  const read = guard((entry: unknown) => {
    const [command, action, parameters] = Array.from(entry as ArrayLike<unknown>)
    if (command !== 'consent' || !parameters) return
    if (action === 'update') Object.assign(updates, parameters)
    else if (action === 'default') {
      const { region, wait_for_update, ...values } = parameters as Parameters
      waitMs = Math.max(waitMs, Number(wait_for_update) || 0)
      for (const [type, value] of Object.entries(values)) if (value !== 'granted') deniedSomewhere.add(type)
      if (region === undefined) Object.assign(defaults, values)
    }
    // Platforms may send one command for each type.
    clearTimeout(timer)
    timer = setTimeout(guard(decide), action === 'update' ? 0 : waitMs)
  })

  const page = window as unknown as Record<string, unknown[]>
  page[dataLayer] ??= []
  const layer = page[dataLayer]
  const { push } = layer
  layer.push = function (this: unknown[], ...entries) {
    entries.forEach(read)
    return push.apply(this, entries)
  }
  for (const entry of [...layer]) read(entry)

  return () => {
    ended = true
    clearTimeout(timer)
  }
}
