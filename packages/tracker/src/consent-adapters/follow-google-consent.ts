import type { ConsentDecision } from '../consent.ts'
import { guard } from '../guard.ts'
import { asksNotToBeTracked } from './asks-not-to-be-tracked.ts'

/** Which of the visitor's choices count. */
export interface GoogleConsentOptions {
  /** Consent types that must all be granted; `analytics_storage` and `ad_user_data` unless given. */
  types?: readonly string[]
  /** Name of the data layer; `dataLayer` unless given. */
  dataLayer?: string
}

/** The parameters of `gtag('consent', 'default' | 'update', …)`. */
type Parameters = Record<string, unknown>

/**
 * Lets Google's Consent Mode v2 decide: reads what the page or its consent platform tells by `gtag('consent', …)`, now and
 * later. An update grants when all types are granted, and denies when one is not. Defaults come before any choice: those that deny
 * leave it open, so use the mode `required`; where every default grants, for every region, and no update comes in time
 * (`wait_for_update`), it grants, unless the browser asks not to be tracked. https://developers.google.com/tag-platform/security/concepts/consent-mode
 *
 * It sees what goes through the data layer; templates inside Google Tag Manager may bypass it.
 *
 * @returns ends it
 */
export function followGoogleConsent(
  tracker: { consent(decision: ConsentDecision): void },
  { types = ['analytics_storage', 'ad_user_data'], dataLayer = 'dataLayer' }: GoogleConsentOptions = {},
): () => void {
  if (typeof window === 'undefined') return () => {}
  const updates: Parameters = {}
  const defaults: Parameters = {}
  /** Types that a default denies, in whatever region. */
  const deniedSomewhere = new Set<string>()
  let waitMs = 0
  let said: ConsentDecision | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false

  const say = (decision: ConsentDecision) => {
    if (decision !== said) tracker.consent(decision)
    said = decision
  }
  const decide = () => {
    if (ended) return
    if (types.some((type) => type in updates)) {
      say(types.every((type) => (updates[type] ?? defaults[type]) === 'granted') ? 'granted' : 'denied')
    } else if (
      types.every((type) => defaults[type] === 'granted' && !deniedSomewhere.has(type)) &&
      !asksNotToBeTracked()
    )
      say('granted')
  }
  const hear = guard((entry: unknown) => {
    const [command, action, parameters] = Array.from(entry as ArrayLike<unknown>)
    if (command !== 'consent' || !parameters) return
    if (action === 'update') Object.assign(updates, parameters)
    else if (action === 'default') {
      const { region, wait_for_update, ...values } = parameters as Parameters
      waitMs = Math.max(waitMs, Number(wait_for_update) || 0)
      for (const [type, value] of Object.entries(values)) if (value !== 'granted') deniedSomewhere.add(type)
      if (region === undefined) Object.assign(defaults, values)
    }
    // Platforms tell one type after the other.
    clearTimeout(timer)
    timer = setTimeout(guard(decide), action === 'update' ? 0 : waitMs)
  })

  const page = window as unknown as Record<string, unknown[]>
  page[dataLayer] ??= []
  const layer = page[dataLayer]
  const { push } = layer
  layer.push = function (this: unknown[], ...entries) {
    entries.forEach(hear)
    return push.apply(this, entries)
  }
  for (const entry of [...layer]) hear(entry)

  return () => {
    ended = true
    clearTimeout(timer)
  }
}
