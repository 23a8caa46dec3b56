import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** What a server has used. */
export interface Usage {
  /** CPU time, in microseconds. */
  cpu: number
  /** Memory, in bytes. */
  rss: number
  /** What of it are JavaScript objects, garbage included. */
  heap: number
}

/** A server in a process of its own. */
export interface MeasuredServer {
  url: string
  usage(): Promise<Usage>
  stop(): Promise<void>
}

/** Starts `server.ts`: the `collector` as users run it, or a handler that does nothing but parse, `web` or `plain`. */
export async function startMeasured(
  kind: 'collector' | 'web' | 'plain',
  database = ':memory:',
): Promise<MeasuredServer> {
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), [kind, database], {
    execArgv: ['--conditions=source'],
  })
  const ended = once(child, 'exit')
  const next = async <Message>() => {
    const [message] = await Promise.race([once(child, 'message'), ended])
    if (typeof message !== 'object') throw new Error(`The server ended with code ${message}`)
    return message as Message
  }
  const { url } = await next<{ url: string }>()
  return {
    url,
    usage() {
      const answer = next<Usage>()
      child.send('usage')
      return answer
    },
    async stop() {
      child.disconnect()
      await ended
    },
  }
}
