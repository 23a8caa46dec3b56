import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'

/** Clients that never finish what they say, in a process of their own: what they cost is not the server's doing. */
export interface SlowClients {
  /** Opens all of them; resolves when they have said what they had to say, with their open sockets. */
  open(): Promise<number>
  /** Hangs up, or waits until the server did; resolves with how often each status was answered. */
  close(hangUp: boolean): Promise<Record<string, number>>
  end(): void
}

/** What slow sockets say before they fall silent: half a head, half a small body, nearly all of a large one. */
const HEAD = 'POST /v1/batch HTTP/1.1\r\nHost: x\r\n'
const LARGE = 500 * 1024
const beginnings = [
  HEAD,
  `${HEAD}Content-Length: 5000\r\n\r\n{"batch":[`,
  `${HEAD}Content-Length: ${LARGE}\r\n\r\n${'x'.repeat(LARGE - 1)}`,
] as const

/** How long nothing may have moved until they count as silent. */
const SILENCE_MS = 200

/** Starts the process of so many clients. */
export function startSlowClients(port: number, count: number): SlowClients {
  const child = fork(fileURLToPath(import.meta.url), [String(port), String(count)])
  const ask = async <Answer>(question: string): Promise<Answer> => {
    const answer = once(child, 'message')
    child.send(question)
    return (await answer)[0] as Answer
  }
  return {
    open: () => ask('open'),
    close: (hangUp) => ask(hangUp ? 'hang up' : 'wait'),
    end: () => child.disconnect(),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  beSlow(Number(process.argv[2]), Number(process.argv[3]))

/** The process itself. */
function beSlow(port: number, count: number): void {
  let answered: Record<string, number> = {}
  let sockets: Socket[] = []
  let closed: Promise<unknown> = Promise.resolve()
  let movedAt = 0

  const openOne = (_: unknown, index: number): Socket => {
    const socket = connect(port, '127.0.0.1', () => socket.write(beginnings[index % 3] ?? HEAD, moved))
    return socket
      .on('error', moved)
      .on('close', moved)
      .on('data', (chunk) => {
        const status = String(chunk).slice(9, 12)
        answered[status] = (answered[status] ?? 0) + 1
      })
  }
  const moved = () => {
    movedAt = performance.now()
  }
  const open = () => {
    answered = {}
    moved()
    sockets = Array.from({ length: count }, openOne)
    closed = Promise.all(sockets.map((socket) => once(socket, 'close')))
    const look = setInterval(() => {
      if (performance.now() - movedAt < SILENCE_MS) return
      clearInterval(look)
      process.send?.(sockets.filter(({ destroyed }) => !destroyed).length)
    }, 20)
  }
  process.on('message', async (question) => {
    if (question === 'open') return open()
    if (question === 'hang up') for (const socket of sockets) socket.destroy()
    await closed
    process.send?.(answered)
  })
}
