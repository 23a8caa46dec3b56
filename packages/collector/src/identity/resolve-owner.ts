import { isUnlinked } from './link-decision.ts'
import type { Claim, Person } from './person.ts'

/**
 * The owner of a name, by its strongest valid claim; null when it owns itself. A removed link is not valid. A claim with a public
 * key is valid only while no secret key vouches for the name: otherwise a stranger who knows an address could attach another
 * name to its lead. A user known only from public keys joins the lead of an address that a secret key vouches for, unless that
 * address has a user of its own.
 */
export function resolveOwner(person: Person, persons: ReadonlyMap<string, Person>): string | null {
  const holds = (claim: Claim): boolean => {
    if (isUnlinked(person.decisions, claim.person)) return false
    if (claim.trusted) return claim.belongs
    if (person.vouched !== undefined) return false
    if (claim.belongs) return true
    // An address of this user: no public key links two users.
    const other = persons.get(claim.person)
    return other !== undefined && adoptsUser(other, person.key)
  }
  return person.claims?.find(holds)?.person ?? null
}

/** Whether a vouched-for address may own a user known only from public keys. */
function adoptsUser(address: Person, user: string): boolean {
  if (address.vouched === undefined) return false
  const claims = address.claims ?? []
  const isOwned = claims.some(
    ({ person, trusted, belongs }) => trusted && belongs && !isUnlinked(address.decisions, person),
  )
  // A claim that the address has forgotten does not count, so that both sides come to the same result.
  return !isOwned && claims.some((claim) => claim.person === user)
}
