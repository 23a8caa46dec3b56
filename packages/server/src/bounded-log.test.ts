import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { boundLog } from './bounded-log.ts'
import type { Log } from './log.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function start() {
  const lines: [level: string, fields: object, text: string][] = []
  const at = (level: string) => (fields: object, text: string) => lines.push([level, fields, text])
  const log = boundLog({
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
  } as unknown as Log)
  return { log, lines }
}

it('writes every line while there are few', () => {
  const { log, lines } = start()
  log.info({ status: 404, path: '/a' }, 'request')
  log.error({ error: 'Error' }, 'request failed')
  log.warn('not built')
  vi.advanceTimersByTime(5_000)
  expect(lines).toEqual([
    ['info', { status: 404, path: '/a' }, 'request'],
    ['error', { error: 'Error' }, 'request failed'],
    ['warn', {}, 'not built'],
  ])
})

it('only counts lines of a kind beyond its bound in a second, and writes other kinds', () => {
  const { log, lines } = start()
  for (let number = 0; number < 1_000; number++) log.info({ status: 429, path: '/v1/batch' }, 'request')
  log.info({ status: 401, path: '/v1/batch' }, 'request')
  expect(lines).toHaveLength(21)
  vi.advanceTimersByTime(1_000)
  expect(lines.slice(21)).toEqual([['info', { status: 429, times: 980 }, 'request, and more of these']])
  log.info({ status: 429, path: '/v1/batch' }, 'request')
  expect(lines.at(-1)).toEqual(['info', { status: 429, path: '/v1/batch' }, 'request'])
})
