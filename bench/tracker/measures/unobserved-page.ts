import type { Browser } from 'playwright-core'

/** A page in a fresh profile that only answers commands of the DevTools protocol. */
export interface UnobservedPage {
  send<Answer>(method: string, params?: object): Promise<Answer>
  /** Calls a function in the page. */
  evaluate<T>(action: () => Promise<T>): Promise<T>
  /** Goes to an address. Resolves when the page has loaded. */
  visit(url: string): Promise<void>
  close(): Promise<void>
}

/**
 * Opens a page beside those of Playwright, which has the runtime agent of every page report to it: while it does, Chromium compiles
 * all functions on the stack again when a script first reads `document.cookie`, to name their lines. Visitors do not pay that.
 */
export async function openUnobservedPage(browser: Browser): Promise<UnobservedPage> {
  const session = await browser.newBrowserCDPSession()
  const { browserContextId } = await session.send('Target.createBrowserContext')
  const { targetId } = await session.send('Target.createTarget', { url: 'about:blank', browserContextId })
  // Not flattened: a session of Playwright speaks to one target only, so messages for another are wrapped.
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false })
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const loads: (() => void)[] = []
  session.on('Target.receivedMessageFromTarget', ({ message, sessionId: from }) => {
    if (from !== sessionId) return
    const { id, method, result, error } = JSON.parse(message)
    if (method === 'Page.loadEventFired') loads.shift()?.()
    const answer = waiting.get(id)
    if (error) answer?.reject(new Error(error.message))
    else answer?.resolve(result)
  })
  const send = async <Answer>(method: string, params: object = {}) => {
    const id = waiting.size + 1
    const answer = Promise.withResolvers<unknown>()
    waiting.set(id, answer)
    await session.send('Target.sendMessageToTarget', {
      sessionId,
      message: JSON.stringify({ id, method, params }),
    })
    return answer.promise as Promise<Answer>
  }
  await send('Page.enable')
  return {
    send,
    async evaluate<T>(action: () => Promise<T>) {
      const { result } = await send<{ result: { value: T } }>('Runtime.evaluate', {
        expression: `(${action})()`,
        awaitPromise: true,
        returnByValue: true,
      })
      return result.value
    },
    async visit(url) {
      const loaded = new Promise<void>((resolve) => loads.push(resolve))
      await send('Page.navigate', { url })
      await loaded
    },
    async close() {
      await session.send('Target.disposeBrowserContext', { browserContextId })
      await session.detach()
    },
  }
}
