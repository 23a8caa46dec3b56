import { type Keyring, originOf, type Sender } from '../keys.ts'

/** Decides which pages may send events. */
export interface OriginPolicy {
  /**
   * Whether a page of this origin may use the sender's key; without a sender (not known yet, or wrong key), whether it may
   * use any key.
   */
  allows(origin: string, sender?: Sender): boolean
  /** Origins of the pages that may use a key; undefined for all. */
  listOf(key: Pick<Sender, 'origins'>): readonly string[] | undefined
}

/**
 * Creates the policy: the key's own list of origins applies, or else the list for all keys. Without either, all pages may
 * send, since a write key is public and can only add events.
 *
 * @throws TypeError for a value that is not an origin
 */
export function createOriginPolicy(allowed: readonly string[] | undefined, keyring: Keyring): OriginPolicy {
  const common = allowed?.map(originOf)
  const listOf = (key: Pick<Sender, 'origins'>) => key.origins ?? common
  const isIn = (list: readonly string[] | undefined, origin: string) =>
    list === undefined || list.includes(origin)
  return {
    listOf,
    allows: (origin, sender) =>
      (sender ? [sender] : keyring.writeKeys()).some((key) => isIn(listOf(key), origin)),
  }
}
