import { connect, type Socket } from 'node:net'

/** A client that costs next to nothing: one connection, one request at a time, only the status is read. */
export interface RawClient {
  post(path: string, body: string): Promise<number>
  close(): void
}

/** Connects to a server like `http://127.0.0.1:8787`, with the same headers for each request. */
export async function connectClient(url: string, headers: Record<string, string>): Promise<RawClient> {
  const { hostname, port, host } = new URL(url)
  const socket = await open(Number(port), hostname)
  const fixed = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  let answer: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1')
    const end = text.indexOf('\r\n\r\n')
    const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1]
    if (end < 0 || length === undefined || text.length < end + 4 + Number(length)) return
    const status = Number(text.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length))
    text = ''
    answer?.resolve(status)
  })
  const fail = (error: Error) => answer?.reject(error)
  socket.on('error', fail).on('close', () => fail(new Error('The server closed the connection')))
  return {
    post: (path, body) =>
      new Promise((resolve, reject) => {
        answer = { resolve, reject }
        socket.write(
          `POST ${path} HTTP/1.1\r\n${fixed.join('')}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        )
      }),
    close: () => socket.destroy(),
  }
}

function open(port: number, host: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host, noDelay: true })
    socket.once('error', reject).once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })
}
