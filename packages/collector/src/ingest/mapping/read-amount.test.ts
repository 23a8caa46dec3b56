import { expect, it } from 'vitest'
import { readAmount } from './read-amount.ts'

it.each([
  ['10000', 10_000],
  ['10,000', 10_000],
  ['10.000 €', 10_000],
  ['10.000,50 EUR', 10_000.5],
  ['$10,000.50', 10_000.5],
  ["CHF 12'500", 12_500],
  ['10 000 €', 10_000],
  ['$10k', 10_000],
  ['10k+', 10_000],
  ['2.5m', 2_500_000],
  ['1,00,000', 100_000],
  ['₹5 lakh', 500_000],
  ['Rs. 2 crore', 20_000_000],
  ['R$ 5.000', 5_000],
  ['$10k–$25k', 10_000],
  ['10-25k', 10_000],
  ['€10,000 - €50,000', 10_000],
  ['5.000 bis 10.000 €', 5_000],
  ['more than 50k', 50_000],
  ['> 50,000', 50_000],
  ['0', 0],
])('reads %s as %d', (text, amount) => {
  expect(readAmount(text)).toBe(amount)
})

it.each(['', 'not sure yet', 'under 5k', '< 5000', 'up to $10k', 'Q3 2026', '10 people', 'k', '$', '1-2-3'])(
  'does not accept %j as an amount',
  (text) => {
    expect(readAmount(text)).toBeUndefined()
  },
)
