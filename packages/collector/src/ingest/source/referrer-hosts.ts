/**
 * Sites by the kind of visits they send, as `source: hosts`. A host includes its subdomains; `name.*` includes all country
 * domains. Apps are named by their package, as in `android-app://<package>`.
 */

export const searchHosts: Readonly<Record<string, string>> = {
  google: 'google.* com.google.android.googlequicksearchbox com.google.android.gms',
  bing: 'bing.com com.microsoft.bing',
  yahoo: 'search.yahoo.com search.yahoo.co.jp',
  duckduckgo: 'duckduckgo.com com.duckduckgo.mobile.android',
  yandex: 'yandex.* ya.ru',
  baidu: 'baidu.com',
  ecosia: 'ecosia.org',
  qwant: 'qwant.com',
  startpage: 'startpage.com',
  brave: 'search.brave.com',
  naver: 'search.naver.com m.search.naver.com',
  daum: 'search.daum.net',
  seznam: 'search.seznam.cz',
  sogou: 'sogou.com',
  so: 'so.com',
  aol: 'search.aol.com',
  ask: 'ask.com',
  kagi: 'kagi.com',
  mojeek: 'mojeek.com',
  swisscows: 'swisscows.com',
  coccoc: 'coccoc.com',
  rambler: 'nova.rambler.ru',
  'mail.ru': 'go.mail.ru',
  metager: 'metager.org metager.de',
  petal: 'petalsearch.com',
  you: 'you.com',
  presearch: 'presearch.com',
  dogpile: 'dogpile.com',
}

export const socialHosts: Readonly<Record<string, string>> = {
  facebook: 'facebook.com fb.com fb.me messenger.com com.facebook.katana com.facebook.orca',
  instagram: 'instagram.com com.instagram.android',
  threads: 'threads.net threads.com com.instagram.barcelona',
  twitter: 'twitter.com x.com t.co com.twitter.android',
  linkedin: 'linkedin.com lnkd.in com.linkedin.android',
  youtube: 'youtube.com youtu.be com.google.android.youtube',
  pinterest: 'pinterest.* pin.it com.pinterest',
  reddit: 'reddit.com redd.it com.reddit.frontpage',
  tiktok: 'tiktok.com com.zhiliaoapp.musically',
  snapchat: 'snapchat.com com.snapchat.android',
  whatsapp: 'whatsapp.com wa.me com.whatsapp',
  telegram: 't.me telegram.org telegram.me org.telegram.messenger org.telegram.plus',
  quora: 'quora.com',
  vk: 'vk.com vk.ru',
  ok: 'ok.ru',
  weibo: 'weibo.com weibo.cn',
  wechat: 'weixin.qq.com wx.qq.com',
  line: 'line.me',
  discord: 'discord.com discord.gg',
  tumblr: 'tumblr.com',
  mastodon: 'mastodon.social mastodon.online',
  bluesky: 'bsky.app',
  hackernews: 'news.ycombinator.com',
  xing: 'xing.com',
  sharechat: 'sharechat.com',
  nextdoor: 'nextdoor.com',
  medium: 'medium.com',
  producthunt: 'producthunt.com',
  skype: 'web.skype.com',
}

export const mailHosts: Readonly<Record<string, string>> = {
  gmail: 'mail.google.com com.google.android.gm',
  outlook:
    'outlook.live.com outlook.office.com outlook.office365.com outlook.com com.microsoft.office.outlook',
  yahoo: 'mail.yahoo.com mail.yahoo.co.jp com.yahoo.mobile.client.android.mail',
  icloud: 'icloud.com',
  aol: 'mail.aol.com',
  proton: 'mail.proton.me mail.protonmail.com',
  zoho: 'mail.zoho.com mail.zoho.eu mail.zoho.in',
  rediff: 'mail.rediff.com rediffmail.com',
  fastmail: 'fastmail.com app.fastmail.com',
  gmx: 'gmx.net gmx.de gmx.com',
  'web.de': 'web.de',
  'mail.ru': 'e.mail.ru',
  yandex: 'mail.yandex.ru mail.yandex.com',
  hey: 'app.hey.com',
  tuta: 'app.tuta.com mail.tutanota.com',
  laposte: 'laposte.net',
  qq: 'mail.qq.com',
  '163': 'mail.163.com',
}

/** Sites that the visitor only passes through to sign in or pay, and which are not a source. */
export const passThroughHosts =
  'accounts.google.com login.microsoftonline.com login.live.com appleid.apple.com checkout.stripe.com hooks.stripe.com paypal.com pay.google.com razorpay.com api.razorpay.com auth0.com'

/** Hosting domains, whose subdomains are different sites. */
export const sharedHosts =
  'github.io gitlab.io netlify.app vercel.app pages.dev workers.dev web.app firebaseapp.com herokuapp.com onrender.com fly.dev blogspot.com wordpress.com tumblr.com medium.com substack.com myshopify.com wixsite.com weebly.com webflow.io framer.website squarespace.com notion.site hubspotpagebuilder.com'
