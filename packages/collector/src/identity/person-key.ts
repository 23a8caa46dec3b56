/** A person is identified by a key: `user:<userId>` or `email:<normalized address>`. */

/** The key of somebody known by a `userId`. */
export function userKey(userId: string): string {
  return `user:${userId}`
}

/** The key of somebody known by a normalized e-mail address. */
export function emailKey(email: string): string {
  return `email:${email}`
}

/** The `userId` or address within a person's key. */
export function idOfKey(personKey: string): string {
  return personKey.slice(personKey.indexOf(':') + 1)
}

/** Whether a person's key is that of a `userId`. */
export function isUserKey(personKey: string): boolean {
  return personKey.startsWith('user:')
}
