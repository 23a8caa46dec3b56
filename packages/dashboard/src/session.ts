const NAME = 'leadlight.secretKey'

/** Keeps the secret key as long as the tab is open. */
export interface Session {
  read(): string | null
  write(secretKey: string): void
  clear(): void
}

/** Creates the session. Where `storage` throws, as in browsers that block it, the key lasts as long as the page. */
export function createSession(storage: () => Storage): Session {
  let kept: string | null = null
  const attempt = <Result>(use: (storage: Storage) => Result): Result | null => {
    try {
      return use(storage())
    } catch {
      return null
    }
  }
  return {
    read: () => kept ?? attempt((area) => area.getItem(NAME)),
    write(secretKey) {
      kept = secretKey
      attempt((area) => area.setItem(NAME, secretKey))
    },
    clear() {
      kept = null
      attempt((area) => area.removeItem(NAME))
    },
  }
}
