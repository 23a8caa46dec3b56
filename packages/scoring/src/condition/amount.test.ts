import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAmount } from './amount.ts'

describe('readAmount', () => {
  it.each<[string, number]>([
    ['10000', 10_000],
    ['10,000', 10_000],
    ['10.000 €', 10_000],
    ['€10k', 10_000],
    ['$1.5m', 1_500_000],
    ['1,234.56', 1234.56],
    ['1.234,56 EUR', 1234.56],
    ["CHF 1'234'567", 1_234_567],
    ['10 000 zł', 10_000],
    ['10,00,000', 1_000_000],
    ['₹5 lakh', 500_000],
    ['2 crore', 20_000_000],
    ['५०,०००', 50_000],
    ['৫০ ০০০', 50_000],
    ['1.5', 1.5],
    ['0.125', 0.125],
    ['0,5', 0.5],
    ['-20', -20],
    ['about 20k per year', 20_000],
  ])('reads %s', (text, number) => {
    expect(readAmount(text)).toEqual({ min: number, max: number, open: false })
  })

  it.each<[string, number, number]>([
    ['5k–10k', 5_000, 10_000],
    ['€10,000 - €25,000', 10_000, 25_000],
    ['10-20k', 10_000, 20_000],
    ['500 to 10k', 500, 10_000],
  ])('reads the range %s', (text, min, max) => {
    expect(readAmount(text)).toEqual({ min, max, open: false })
  })

  it.each<[string, number, number]>([
    ['under 5,000', 0, 5_000],
    ['< 5k', 0, 5_000],
    ['50k+', 50_000, Number.POSITIVE_INFINITY],
    ['over 50,000', 50_000, Number.POSITIVE_INFINITY],
    ['≥ 50.000', 50_000, Number.POSITIVE_INFINITY],
  ])('reads the open amount %s', (text, min, max) => {
    expect(readAmount(text)).toEqual({ min, max, open: true })
  })

  it.each([
    ['none'],
    [''],
    ['prefer not to say'],
    ['1 of 2 in 3'],
    [true],
    [null],
    [Number.NaN],
    ['9'.repeat(80)],
  ])('finds no amount in %j', (value) => {
    expect(readAmount(value)).toBeUndefined()
  })

  it('reads back every number that is written plainly, and never throws', () => {
    const formats = ['en-US', 'de-DE', 'en-IN'].map((locale) => new Intl.NumberFormat(locale))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (number) => {
        expect(readAmount(String(number))?.min).toBe(number)
        for (const format of formats) expect(readAmount(format.format(number))?.min).toBe(number)
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const amount = readAmount(text)
        expect(amount === undefined || amount.min <= amount.max).toBe(true)
      }),
    )
  })
})
