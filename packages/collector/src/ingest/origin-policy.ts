import { type Keyring, originOf, type Sender } from '../keys.ts'

/** Decides which pages may send events. */
export interface OriginPolicy {
  /**
   * Whether a page of this origin may use the key; without a sender (not known yet, or a wrong key): whether it may
   * use any.
   */
  allows(origin: string, sender?: Sender): boolean
}

/**
 * A key's own list decides, else the list for all keys; without either, every page may send: a write key is public and
 * can do nothing but send.
 *
 * @throws TypeError for what is not an origin
 */
export function createOriginPolicy(allowed: readonly string[] | undefined, keyring: Keyring): OriginPolicy {
  const common = allowed?.map(originOf)
  const isIn = (list: readonly string[] | undefined, origin: string) =>
    list === undefined || list.includes(origin)
  return {
    allows: (origin, sender) =>
      sender
        ? isIn(sender.origins ?? common, origin)
        : keyring.originLists().some((list) => isIn(list ?? common, origin)),
  }
}
