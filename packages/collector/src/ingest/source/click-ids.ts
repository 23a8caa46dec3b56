import type { Channel } from '@leadlight/protocol'

/** What a click id in a URL reveals about the visit. */
export interface ClickIdKind {
  source: string
  medium: string
  channel: Channel
}

const paid = (source: string): ClickIdKind => ({ source, medium: 'cpc', channel: 'paid' })
const social = (source: string): ClickIdKind => ({ source, medium: 'social', channel: 'social' })
const email = (source: string): ClickIdKind => ({ source, medium: 'email', channel: 'email' })

/**
 * URL parameters that networks add to clicks, in lower case. Facebook and Instagram add theirs to all outgoing links, not
 * only to adverts.
 */
export const clickIds: Readonly<Record<string, ClickIdKind>> = {
  gclid: paid('google'),
  gbraid: paid('google'),
  wbraid: paid('google'),
  dclid: paid('google'),
  msclkid: paid('bing'),
  yclid: paid('yandex'),
  ttclid: paid('tiktok'),
  twclid: paid('twitter'),
  li_fat_id: paid('linkedin'),
  epik: paid('pinterest'),
  sccid: paid('snapchat'),
  rdt_cid: paid('reddit'),
  qclid: paid('quora'),
  tblci: paid('taboola'),
  dicbo: paid('outbrain'),
  irclickid: paid('impact'),
  fbclid: social('facebook'),
  igshid: social('instagram'),
  igsh: social('instagram'),
  mc_cid: email('mailchimp'),
  _hsenc: email('hubspot'),
  mkt_tok: email('marketo'),
  vero_id: email('vero'),
}
