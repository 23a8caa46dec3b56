const words = {
  429: [
    'Too Many Requests',
    'too_many_bytes',
    'Too much comes from this address at once: send the same again later.',
  ],
  503: [
    'Service Unavailable',
    'overloaded',
    'More is coming in than can be taken. Nothing of this request was stored; send it again later.',
  ],
} as const

/** Value of `Retry-After`. */
const RETRY_SECONDS = 2

/** A complete HTTP response with a refusal, for a connection that is closed afterwards. */
export function rawRefusal(status: keyof typeof words): string {
  const [phrase, code, message] = words[status]
  const body = JSON.stringify({ success: false, error: { code, message } })
  return [
    `HTTP/1.1 ${status} ${phrase}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
    `retry-after: ${RETRY_SECONDS}`,
    'cache-control: no-store',
    'connection: close',
    '',
    body,
  ].join('\r\n')
}
