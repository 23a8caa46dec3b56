import { describe, expect, it } from 'vitest'
import { createApi } from './api.ts'
import { ApiError } from './api-error.ts'
import { everyLead } from './router.ts'

const base = 'https://leads.example.com/page/'

/** An API whose requests are answered by `answer`, and are kept. */
function apiAnswering(answer: () => Response | Promise<Response>) {
  const asked: Request[] = []
  const api = createApi({
    base,
    secretKey: 'sk_1',
    fetch: async (input, init) => {
      asked.push(new Request(input, init))
      return answer()
    },
  })
  return { api, asked }
}

const emptyList = () => Response.json({ data: [], next: null })

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}

describe('createApi', () => {
  it('requests relative URLs, with the key as bearer token and only the filters that are set', async () => {
    const { api, asked } = apiAnswering(emptyList)
    await api.leads({ ...everyLead, q: 'a&b', stage: 'mql' }, { limit: 50, cursor: 'c' })
    await api.score('email:jo@example.com', '2026-11-21T10:00:00.000Z')
    expect(asked.map(({ url }) => url)).toEqual([
      'https://leads.example.com/page/api/leads?q=a%26b&stage=mql&sort=-score&reasons=2&limit=50&cursor=c',
      'https://leads.example.com/page/api/leads/email%3Ajo%40example.com/score?at=2026-11-21T10%3A00%3A00.000Z',
    ])
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer sk_1')
  })

  it('escapes an id in the path', async () => {
    const { api, asked } = apiAnswering(emptyList)
    await api.lead('../../v1/batch?x=#y')
    expect(asked[0]?.url).toBe('https://leads.example.com/page/api/leads/..%2F..%2Fv1%2Fbatch%3Fx%3D%23y')
  })

  it('has a longer timeout for reports than for other requests', async () => {
    const api = createApi({
      base,
      secretKey: 'sk_1',
      timeoutMs: 1,
      fetch: (_, init) =>
        new Promise((resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
          setTimeout(() => resolve(emptyList()), 300)
        }),
    })
    expect(await failure(api.lead('x'))).toMatchObject({ code: 'unreachable' })
    expect(await api.funnel('')).toEqual({ data: [], next: null })
  })

  it("passes on the collector's error message", async () => {
    const body = { success: false, error: { code: 'busy', message: 'Too many requests.' } }
    const { api } = apiAnswering(() => Response.json(body, { status: 429, headers: { 'retry-after': '7' } }))
    const error = await failure(api.lead('a'))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({
      status: 429,
      code: 'busy',
      message: 'Too many requests.',
      retryAfterMs: 7000,
      refused: false,
    })
  })

  it('recognises a refused key', async () => {
    const { api } = apiAnswering(() => new Response('no', { status: 401 }))
    expect(await failure(api.lead('a'))).toMatchObject({ status: 401, code: 'http_401', refused: true })
  })

  it('does not accept the page of a captive portal as an answer', async () => {
    const { api } = apiAnswering(() => new Response('<html>Log in to the Wi-Fi</html>'))
    expect(await failure(api.lead('a'))).toMatchObject({ code: 'not_json' })
  })

  it('distinguishes an unreachable collector from an aborted request', async () => {
    const { api } = apiAnswering(() => Promise.reject(new TypeError('Failed to fetch')))
    expect(await failure(api.lead('a'))).toMatchObject({ status: 0, code: 'unreachable' })
    const aborted = await failure(api.lead('a', AbortSignal.abort(new Error('gone'))))
    expect(aborted).not.toBeInstanceOf(ApiError)
  })
})
