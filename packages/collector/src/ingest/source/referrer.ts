import type { Channel } from '@leadlight/protocol'
import { mailHosts, passThroughHosts, searchHosts, sharedHosts, socialHosts } from './referrer-hosts.ts'

/** A site or app that referred a visitor. */
export interface Referrer {
  channel: Channel
  source: string
  medium: string
  /** URL of the page without query and fragment. */
  url: string
}

/** Classifies referrers and the sources of campaigns. */
export interface ReferrerClassifier {
  /**
   * Undefined when invalid, when it is the same site, or one that the visitor only passed through, such as a payment page.
   */
  read(referrer: string, pageHost: string | null): Referrer | undefined
  /** The channel of a campaign's source, such as `facebook` or `newsletter`. */
  channelOf(source: string): Channel | undefined
}

interface Site {
  channel: Channel
  source: string
  medium: string
}

const kinds: readonly (readonly [Readonly<Record<string, string>>, Channel, string])[] = [
  [searchHosts, 'organic search', 'organic'],
  [socialHosts, 'social', 'social'],
  [mailHosts, 'email', 'email'],
]

/** Longest name of a host (RFC 1035), which URLs may exceed. */
const LONGEST_HOST = 253

/** Short names of sources in campaigns. */
const nicknames: Readonly<Record<string, Channel>> = {
  fb: 'social',
  ig: 'social',
  insta: 'social',
  x: 'social',
  yt: 'social',
  adwords: 'paid',
  newsletter: 'email',
  mailchimp: 'email',
  sendgrid: 'email',
  hs_email: 'email',
  email: 'email',
}

/** Creates the classification from {@link searchHosts}, {@link socialHosts} and {@link mailHosts}. */
export function createReferrerClassifier(): ReferrerClassifier {
  const sites = new Map<string, Site>()
  const channels = new Map<string, Channel>(Object.entries(nicknames))
  for (const [table, channel, medium] of kinds) {
    for (const [source, hosts] of Object.entries(table)) {
      if (!channels.has(source)) channels.set(source, channel)
      for (const host of hosts.split(' ')) sites.set(host, { channel, source, medium })
    }
  }
  const passages = new Set(passThroughHosts.split(' '))
  const shared = new Set(sharedHosts.split(' '))

  return {
    channelOf: (source) => channels.get(source),
    read(referrer, pageHost) {
      const url = URL.parse(referrer)
      if (url === null || !/^(https?|android-app):$/.test(url.protocol)) return undefined
      if (url.hostname === '' || url.hostname.length > LONGEST_HOST) return undefined
      const host = bare(url.hostname)
      if (pageHost !== null && isSameSite(host, bare(pageHost), shared)) return undefined
      if (endings(host).some((ending) => passages.has(ending))) return undefined
      const site = findSite(sites, host) ?? guessMail(host)
      const address = `${url.protocol}//${url.host}${url.pathname}`
      return { ...(site ?? { channel: 'referral', source: host, medium: 'referral' }), url: address }
    },
  }
}

function findSite(sites: Map<string, Site>, host: string): Site | undefined {
  for (const ending of endings(host)) {
    const site = sites.get(ending)
    if (site) return site
  }
  // Matches `google.co.in` and `br.pinterest.com` but not `docs.google.com`: a name before at most two short labels.
  const country = /^(?:(?:[a-z]{1,2}|images|search)\.)?([a-z]{3,})\.(?:[a-z]{2,3}\.)?[a-z]{2,3}$/.exec(host)
  return country ? sites.get(`${country[1]}.*`) : undefined
}

/** Recognizes self-hosted webmail: `webmail.example.com`. */
function guessMail(host: string): Site | undefined {
  return /^(web)?mail\d?\.|^(roundcube|horde|owa|zimbra)\./.test(host)
    ? { channel: 'email', source: host, medium: 'email' }
    : undefined
}

/** The host and all its parent domains. Package names of apps are written in reverse order, and only match as a whole. */
function endings(host: string): string[] {
  const labels = host.split('.')
  return labels.map((_, index) => labels.slice(index).join('.'))
}

/**
 * Whether two hosts have the same owner, without a list of public suffixes: one is a subdomain of the other, or they share
 * the last two labels (three if the second to last is short, as in `co.uk`).
 */
function isSameSite(one: string, other: string, shared: ReadonlySet<string>): boolean {
  if (one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`)) return true
  const site = ownerOf(one)
  return site !== undefined && site === ownerOf(other) && !shared.has(site)
}

function ownerOf(host: string): string | undefined {
  if (/^[\d.]+$|:/.test(host)) return undefined
  const labels = host.split('.')
  const size = (labels.at(-2)?.length ?? 0) > 3 ? 2 : 3
  return labels.length >= size ? labels.slice(-size).join('.') : undefined
}

function bare(host: string): string {
  return host.toLowerCase().replace(/^www\./, '')
}
