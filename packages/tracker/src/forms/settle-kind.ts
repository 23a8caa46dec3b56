/**
 * Settles what a field is told as, when all of a form is known: what was in doubt, and which part of a name is meant. Empty for what is
 * not told.
 *
 * @param meaning what it asks for, as `MeaningOf` tells it
 * @param kinds what all fields of the form ask for, in their order: `,email,name?,`
 * @param told the kinds that were told so far
 */
export function settleKind(
  meaning: string,
  value: string,
  kinds: string,
  told: Record<string, string>,
): string {
  const [kind = '', doubt] = meaning.split('?')
  /** Whoever fills in the form for others is the lead. */
  const likely = /k,/.test(kinds) ? kinds.replace(/,[\w-]+\?(?=,)/g, '') : kinds
  /** Parts of a name that are not asked for: a word for `nom` beside `prénom` is the one that is missing. */
  const [missing, alsoMissing] = ['given-name', 'family-name'].filter((part) => !kinds.includes(part))
  // What is in doubt is the lead's if it is asked for first, and of names, each part once or one name, with an address to reply to.
  if (
    doubt != null &&
    (!likely.includes(`,${meaning},`) ||
      kinds.includes(`,${kind},`) ||
      Object.values(told).includes(kind) ||
      (/name/.test(kind) &&
        (likely.split(`,${kind}`)[2] ||
          !/email|tel/.test(likely) ||
          (kind[4] ? likely.includes(',name,') : !missing || likely.includes(',given-name,')))))
  )
    return ''
  return (kind === 'name' && !alsoMissing && !/ /.test(value) && missing) || kind
}
