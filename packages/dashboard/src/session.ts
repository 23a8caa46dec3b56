const NAME = 'leadlight.secretKey'

/** Keeps the secret key for as long as the tab lives, and nowhere else. */
export interface Session {
  read(): string | null
  write(secretKey: string): void
  clear(): void
}

/** `storage` may throw, as browsers do when storage is switched off: then the key lives as long as the page. */
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
