import { isApart } from './decision.ts'
import { isUserKey } from './naming.ts'
import type { Claim, Person } from './person.ts'

/**
 * Whose lead a name is part of: of the strongest claim that holds, or its own. Claims that were taken apart do not hold. A
 * public key joins names only as long as no secret key vouches for the one that is joined: otherwise a stranger, who knows
 * an address, could put another name over the lead of a secret key. A user of whom only public keys speak joins the lead
 * of an address that a secret key vouches for and gives no user of its own, not the other way round.
 */
export function ownerOf(person: Person, persons: ReadonlyMap<string, Person>): string | null {
  const holds = (claim: Claim): boolean => {
    if (isApart(person.decisions, claim.person)) return false
    if (claim.trusted) return claim.belongs
    if (person.vouched !== undefined) return false
    if (claim.belongs) return true
    if (isUserKey(claim.person)) return false
    const other = persons.get(claim.person)
    return other !== undefined && takesIn(other, person.key)
  }
  return person.claims?.find(holds)?.person ?? null
}

/** Whether an address, which a secret key vouches for, is free to take in a user of whom only public keys speak. */
function takesIn(address: Person, user: string): boolean {
  if (address.vouched === undefined) return false
  const claims = address.claims ?? []
  const isOwned = claims.some(
    ({ person, trusted, belongs }) => trusted && belongs && !isApart(address.decisions, person),
  )
  // What it does not remember any more, it does not take in, whichever of the two is looked at.
  return !isOwned && claims.some((claim) => claim.person === user)
}
