import type { Channel } from '@leadlight/protocol'

const channelsByMedium: readonly (readonly [RegExp, Channel])[] = [
  [
    /^(paid|ppc|cpc|cpm|cpv|cpa|cpp|cpl|sem|ads?|adwords|display|banner|retargeting|remarketing)($|[^a-z])/,
    'paid',
  ],
  [/^paid/, 'paid'],
  [/^e?-?mail|newsletter|^edm$|^drip/, 'email'],
  [/social|^sm$|^sns$/, 'social'],
  [/^organic|^seo$/, 'organic search'],
  [/^(referral|referrer|link|partner|affiliates?|pr|qr)$/, 'referral'],
  [/^(direct|\(none\)|none|\(not set\))$/, 'direct'],
]

/** The channel of a campaign's medium (`utm_medium` in lower case); undefined for a custom one. */
export function channelOfMedium(medium: string): Channel | undefined {
  return channelsByMedium.find(([pattern]) => pattern.test(medium))?.[1]
}
