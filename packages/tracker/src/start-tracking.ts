import { cleanUrl, withoutAddresses } from './clean-url.ts'
import { guard } from './guard.ts'
import { listen } from './listen.ts'
import type { TextStorage } from './open-storage.ts'
import { createOutbox } from './outbox/create-outbox.ts'
import { createPost } from './outbox/post.ts'
import type { PageView, PluginHost, Properties } from './plugin.ts'
import { readTimeZone } from './read-time-zone.ts'
import type { TrackerOptions } from './tracker.ts'
import { uniqueId } from './unique-id.ts'
import { version } from './version.ts'
import { createVisitor, type Visitor } from './visitor.ts'
import { writeMessage } from './write-message.ts'

/** A message of the Segment API: https://segment.com/docs/connections/spec/common/ */
interface Message {
  type: 'page' | 'track' | 'identify'
  messageId: string
  timestamp: Date
  userId: string | undefined
  /** Name of a tracked event. */
  event?: string
  properties?: Properties | undefined
  traits?: Properties | undefined
}

/** A tracker at work, from consent to its withdrawal. */
export interface Tracking {
  visitor: Visitor
  page(properties?: Properties): void
  send(type: Message['type'], content: Partial<Message>): void
  flush(): Promise<void>
  /** Stops, and deletes ids and unsent events. */
  stop(): void
}

/** @param persistent false keeps everything in memory */
export function startTracking(
  { writeKey, collector, plugins = [], cookieDomain }: TrackerOptions,
  storage: TextStorage,
  persistent: boolean,
): Tracking {
  const stopper = new AbortController()
  const { signal } = stopper
  const visitor = createVisitor(storage, persistent, cookieDomain)
  const database = persistent ? `leadlight-${writeKey}` : undefined
  const outbox = createOutbox(createPost(collector), writeKey, database, signal)
  const context = {
    library: { name: '@leadlight/tracker', version },
    locale: navigator.language,
    timezone: readTimeZone(),
  }
  const pageViewListeners: ((pageView: PageView) => void)[] = []
  const hideListeners: ((left: boolean) => void)[] = []
  let pageView: PageView | undefined
  let previousUrl: string | undefined

  const send = (type: Message['type'], content: Partial<Message>, form = false, hold = false) => {
    const at = Date.now()
    const message: Message = {
      type,
      messageId: uniqueId(),
      timestamp: new Date(at),
      userId: visitor.userId(),
      ...content,
    }
    const key = at.toString(36) + message.messageId
    const head = JSON.stringify({
      anonymousId: visitor.anonymousId(),
      context: { ...context, sessionId: visitor.visit(at) },
    })
    const add = () => outbox.add({ key, head, form, ...writeMessage(message) }, hold)
    add()
    return guard((changes?: Properties) => {
      if (!hold) return
      hold = false
      message.properties = { ...message.properties, ...changes }
      add()
    })
  }
  const sendEvent = (event: string, properties: Properties, form?: boolean, hold?: boolean) =>
    send('track', { event, properties: { page_view_id: pageView?.id, ...properties } }, form, hold)

  const page = (properties?: Properties) => {
    const url = cleanUrl(location.href)
    const messageId = uniqueId()
    const facts: Properties = {
      url: url?.href,
      path: url?.pathname,
      search: url?.search || undefined,
      title: withoutAddresses(`${document.title}`) || undefined,
      referrer: previousUrl ?? cleanUrl(document.referrer)?.href,
      page_view_id: messageId,
      ...properties,
    }
    previousUrl = url?.href
    pageView = { id: messageId, path: `${facts.path}`, contentType: facts.content_type as string | undefined }
    for (const listener of pageViewListeners) guard(listener)(pageView)
    send('page', { messageId, properties: facts })
  }
  const hide = (left: boolean) => {
    for (const listener of hideListeners) guard(listener)(left)
    outbox.hide()
  }

  const host: PluginHost = {
    track: guard((event, properties, options) => void sendEvent(event, properties, options?.form)),
    hold: (event, properties, options) =>
      guard(sendEvent)(event, properties, options?.form, true) ?? (() => {}),
    page: guard(page),
    pageView: () => pageView,
    onPageView: guard((listener) => {
      pageViewListeners.push(listener)
      if (pageView) listener(pageView)
    }),
    onHide: (listener) => void hideListeners.push(listener),
    signal,
  }

  for (const plugin of plugins) guard(plugin)(host)
  listen(document, 'visibilitychange', signal, () => document.hidden && hide(false))
  listen(window, 'pagehide', signal, () => hide(true))
  listen(window, 'online', signal, outbox.flush)

  return {
    visitor,
    page,
    send,
    flush: outbox.flush,
    stop() {
      stopper.abort()
      outbox.destroy()
      visitor.forget()
    },
  }
}
