import { describe, expect, it } from 'vitest'
import { strings as english } from './en.ts'
import { loadStrings } from './load-strings.ts'
import { fillIn } from './strings.ts'

const languages = ['en', 'hi', 'bn', 'es', 'de', 'fr', 'pt', 'ar', 'ja', 'zh']

describe('loadStrings', () => {
  it.each([
    [['hi-IN', 'en'], 'hi-IN', 'धन्यवाद!'],
    [['', 'PT-br'], 'PT-br', 'Obrigado!'],
    [['nl', 'zh-Hant-TW', 'de'], 'de', 'Vielen Dank!'],
    [['en-GB', 'de'], 'en-GB', 'Thank you!'],
    [['nl'], 'en', 'Thank you!'],
    [['zh-CN'], 'zh-CN', '谢谢！'],
    [[], 'en', 'Thank you!'],
    [['de_DE', 'e', 'constructor', '__proto__'], 'en', 'Thank you!'],
  ])('%j: %s', async (wanted, locale, thanks) => {
    expect(await loadStrings(wanted)).toMatchObject({ locale, thanks })
  })

  it.each(languages)('%s has all strings that English has', async (language) => {
    const { locale, ...words } = await loadStrings([language])
    expect(locale).toBe(language)
    expect(Object.keys(words)).toEqual(Object.keys(english))
    const blanks = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
    for (const [key, text] of Object.entries(words)) {
      expect(text.trim(), key).not.toBe('')
      expect(blanks(text), key).toEqual(blanks(english[key as keyof typeof english]))
    }
  })
})

describe('fillIn', () => {
  it('inserts values literally', () => {
    expect(fillIn('{step} of {steps}: {step}', { step: 1, steps: '$&' })).toBe('1 of $&: 1')
  })
})
