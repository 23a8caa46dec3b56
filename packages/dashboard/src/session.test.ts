import { describe, expect, it } from 'vitest'
import { createSession } from './session.ts'

describe('createSession', () => {
  it('keeps the key for the tab and forgets it when told to', () => {
    sessionStorage.clear()
    const session = createSession(() => sessionStorage)
    session.write('sk_1')
    expect(createSession(() => sessionStorage).read()).toBe('sk_1')
    expect(localStorage).toHaveLength(0)
    session.clear()
    expect(session.read()).toBeNull()
    expect(sessionStorage).toHaveLength(0)
  })

  it('keeps the key for the page when storage is disabled', () => {
    const session = createSession(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    expect(session.read()).toBeNull()
    session.write('sk_1')
    expect(session.read()).toBe('sk_1')
    session.clear()
    expect(session.read()).toBeNull()
  })
})
