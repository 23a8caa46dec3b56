/** An amount known to lie between `min` and `max`; `max` itself is excluded when `open`. */
export interface Amount {
  min: number
  max: number
  open: boolean
}

const multipliers = new Map(
  [
    [1e3, 'k tsd thousand'],
    [1e5, 'lakh lakhs lac lacs'],
    [1e6, 'm mn mio million'],
    [1e7, 'cr crore crores'],
    [1e9, 'b bn billion'],
  ].flatMap(([factor, words]) => `${words}`.split(' ').map((word) => [word, Number(factor)] as const)),
)

const numberPattern = /(?<!\p{L})(\d+(?:[.,'’]\d+| \d{3}(?!\d))*) ?(\p{L}*)/gu
const atMostPattern = /^(<|≤|under|below|less than|up to|max|unter|bis)/
const atLeastPattern = /^(>|≥|over|above|more than|at least|from|min|über|ab )|\+\s*\D*$/

/** Longer text is prose, not an amount; in UTF-16 code units. */
const longest = 60

/**
 * Reads an amount from a number or from text as people and select boxes write it: `10,000`, `€10k`, `10.000 €`,
 * `₹5 lakh`, `5k–10k`, `under 5,000`, `50k+`. A single separator before exactly three digits groups thousands.
 * Undefined when the value is not an amount; comparisons with it are then unknown.
 */
export function readAmount(value: unknown): Amount | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? exactly(value) : undefined
  if (typeof value !== 'string' || value.length > longest) return undefined
  const text = westernDigits(value.normalize('NFKC').toLowerCase().trim())
  if (/^-\d/.test(text)) return Number.isFinite(Number(text)) ? exactly(Number(text)) : undefined
  const found = [...text.matchAll(numberPattern)].map(([, digits = '', unit = '']) => ({
    number: readDigits(digits),
    factor: multipliers.get(unit),
  }))
  const [low, high] = found
  if (low === undefined || found.length > 2) return undefined
  if (high === undefined) {
    const number = low.number * (low.factor ?? 1)
    if (atMostPattern.test(text)) return { min: 0, max: number, open: true }
    if (atLeastPattern.test(text)) return { min: number, max: Number.POSITIVE_INFINITY, open: true }
    return exactly(number)
  }
  const max = high.number * (high.factor ?? 1)
  // In `10–20k` the unit of the second number applies to both.
  const min = low.number * (low.factor ?? (low.number < high.number ? (high.factor ?? 1) : 1))
  return min <= max ? { min, max, open: false } : undefined
}

function exactly(number: number): Amount {
  return { min: number, max: number, open: false }
}

/** `10,000.5`, `10.000,5`, `10 000`, `10,00,000`. */
function readDigits(digits: string): number {
  const plain = digits.replace(/[ '’]/g, '')
  const last = Math.max(plain.lastIndexOf(','), plain.lastIndexOf('.'))
  if (last === -1) return Number(plain)
  const separators = plain.replace(/\d/g, '')
  const whole = plain.slice(0, last).replace(/[.,]/g, '')
  const rest = plain.slice(last + 1)
  const mixed = new Set(separators).size > 1
  const groups = !mixed && (separators.length > 1 || (rest.length === 3 && whole !== '0'))
  return Number(groups ? whole + rest : `${whole}.${rest}`)
}

/** Replaces Devanagari and Bengali digits by 0–9; in both blocks the code of zero ends in 6 (hexadecimal). */
function westernDigits(text: string): string {
  return text.replace(/[०-९০-৯]/g, (digit) => String((digit.charCodeAt(0) & 15) - 6))
}
