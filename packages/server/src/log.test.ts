import { StoreUnavailableError } from '@leadlight/collector'
import { expect, it } from 'vitest'
import { redactError } from './log.ts'

it('writes kind and place of an error, but not the data it quotes', () => {
  const error = new TypeError('cannot read ada@example.com\nof ada@example.com')
  const logged = redactError(error)
  expect(logged.error).toBe('TypeError')
  expect(logged.at?.[0]).toContain('log.test.ts')
  expect(JSON.stringify(logged)).not.toContain('ada')
})

it('says what is wrong with the database file', () => {
  expect(redactError(new StoreUnavailableError('SQLite: database or disk is full')).message).toContain(
    'disk is full',
  )
})

it('handles any thrown value', () => {
  expect(redactError('ada@example.com')).toEqual({ error: 'string' })
})
