/** Units after a number, with their factors. */
const multipliers: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  tsd: 1e3,
  mil: 1e3,
  lakh: 1e5,
  lakhs: 1e5,
  lac: 1e5,
  m: 1e6,
  mn: 1e6,
  mio: 1e6,
  million: 1e6,
  cr: 1e7,
  crore: 1e7,
}

const currency = /[\p{Sc}]|\b(?:usd|eur|gbp|inr|bdt|brl|chf|rs|euros?|dollars?|rupees?|taka)\b\.?|r(?=\$)/giu
const number = String.raw`(\d[\d.,'’ \u00a0\u202f]*)\s*([a-z]+)?`
const amount = new RegExp(
  String.raw`^(?:from|over|more than|above|at least|>=?|ab|über)?\s*${number}\s*\+?$`,
  'i',
)
const range = new RegExp(String.raw`^${number}\s*(?:-|–|—|to|bis|a|à)\s*${number}$`, 'i')

/**
 * Parses an amount from a form: `10,000`, `10.000 €`, `$10k+`, `₹5 lakh`; of a range, the lower end. Undefined when the
 * text is something else, or only an upper limit.
 */
export function readAmount(text: string): number | undefined {
  const plain = text.replace(currency, '').replace(/\s+/g, ' ').trim()
  const between = range.exec(plain)
  if (between) return times(between[1], between[2] ?? between[4])
  const single = amount.exec(plain)
  return single ? times(single[1], single[2]) : undefined
}

function times(digits = '', unit?: string): number | undefined {
  const factor = unit === undefined ? 1 : multipliers[unit.toLowerCase()]
  const value = Number(withPoint(digits.replace(/['’\s]/g, '')))
  return factor === undefined || !Number.isFinite(value) ? undefined : value * factor
}

/** The last separator is a decimal point if one or two digits follow; all others group thousands. */
function withPoint(digits: string): string {
  const decimals = /^(.*)[.,](\d{1,2})$/.exec(digits)
  const whole = (decimals?.[1] ?? digits).replace(/[.,]/g, '')
  return decimals ? `${whole}.${decimals[2]}` : whole
}
