import type { Channel, JsonObject } from '@leadlight/protocol'
import type { SourceHint } from '../../stored-event.ts'
import { type Campaign, type ClickId, readCampaign, readClickId } from './read-campaign.ts'
import type { Referrer, ReferrerClassifier } from './referrer.ts'
import { channelOfMedium } from './utm-channel.ts'

/** The parts of an event that tell where the visitor came from. */
export interface Landing {
  /** URL of the page. */
  url: string | null
  referrer: string | null
  /** `context.campaign` as Segment's clients send it. */
  campaign: JsonObject
}

/**
 * The source of a visit according to one event: its campaign, or else its click id, or else its referrer; null without any.
 * The channel is decided by the campaign's medium, then the click id, then the campaign's source.
 */
export function readSource(landing: Landing, referrers: ReferrerClassifier): SourceHint | null {
  const page = landing.url === null ? null : URL.parse(landing.url)
  const parameters = parametersOf(page)
  const campaign = readCampaign(parameters, landing.campaign)
  const click = readClickId(parameters)
  const referrer = landing.referrer ? referrers.read(landing.referrer, page?.hostname ?? null) : undefined
  const key = campaignKey(campaign, click)
  if (key === null && referrer === undefined) return null
  return {
    channel: channelOf(campaign, click, referrer, referrers),
    source: campaign.source ?? click?.kind.source ?? referrer?.source ?? null,
    medium:
      campaign.medium ?? click?.kind.medium ?? (campaign.source === null ? referrer?.medium : null) ?? null,
    campaign: campaign.campaign,
    term: campaign.term,
    content: campaign.content,
    referrer: referrer?.url ?? null,
    clickId: click ? { name: click.name, value: click.value } : null,
    campaignKey: key,
  }
}

/** The query parameters of a page; single-page apps with hash routing have them in the fragment. */
function parametersOf(page: URL | null): URLSearchParams {
  if (page === null) return new URLSearchParams()
  const fragment = page.hash.indexOf('?')
  return page.search === '' && fragment >= 0
    ? new URLSearchParams(page.hash.slice(fragment))
    : page.searchParams
}

function channelOf(
  campaign: Campaign,
  click: ClickId | undefined,
  referrer: Referrer | undefined,
  referrers: ReferrerClassifier,
): Channel {
  const byMedium = campaign.medium === null ? undefined : channelOfMedium(campaign.medium)
  const byName = campaign.source === null ? undefined : referrers.channelOf(campaign.source)
  return byMedium ?? click?.kind.channel ?? byName ?? referrer?.channel ?? 'referral'
}

/**
 * A key that is equal for all events of one landing page, whether the campaign is in the URL or in `context.campaign`. The
 * latter has no click ids, so these count only without any other part of a campaign.
 */
function campaignKey(campaign: Campaign, click: ClickId | undefined): string | null {
  const parts = [campaign.source, campaign.medium, campaign.campaign, campaign.term, campaign.content]
  if (parts.some((part) => part !== null)) return `utm:${JSON.stringify(parts)}`
  return click ? `${click.name}:${click.value}` : null
}
