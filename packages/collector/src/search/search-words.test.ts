import { describe, expect, it } from 'vitest'
import { newLead } from '../leads/lead-record.ts'
import { foldText } from './fold-text.ts'
import { queryWords } from './query-words.ts'
import { searchWords } from './search-words.ts'

/** Whether a lead with these traits is found. */
function finds(query: string, traits: Record<string, unknown>, emails: string[] = []): boolean {
  const lead = newLead('ld_1', { rules: {} })
  lead.emails = emails
  for (const [name, value] of Object.entries(traits)) {
    lead.traits[name] = { value: value as string, at: 1, key: 'k', trusted: false }
  }
  const words = searchWords(lead)
  const wanted = queryWords(query)
  return wanted.length > 0 && wanted.every((beginning) => words.some((word) => word.startsWith(beginning)))
}

describe('a search', () => {
  it.each([
    ['José Álvarez', 'jose alv'],
    ['Jose Alvarez', 'JOSÉ'],
    ['Łukasz Żółć', 'lukasz zolc'],
    ['Jürgen Groß', 'gross jurg'],
    ['İsmet Işık', 'ismet isik'],
    ['Ὀδυσσεύς', 'οδυσσευσ'],
    ['Sinéad O’Brien-Smith', "o'brien"],
    ['Sinéad O’Brien-Smith', 'obrien'],
    ['Sinéad O’Brien-Smith', 'smith sin'],
    ['J.P. Morgan', 'jp'],
    ['J.P. Morgan', 'j.p.'],
    ['अर्जुन शर्मा', 'अर्ज शर्'],
    ['फ़िरोज़ ख़ान', 'फिरोज खान'],
    ['चाँद', 'चांद'],
    ['রহিমা বড়ুয়া', 'রহি বড়ু'],
    ['রহিমা বড়ুয়া', 'বডুযা'],
    ['ＡＣＭＥ ｶﾞ', 'acme'],
  ])('finds the name %s by %s', (name, query) => {
    expect(finds(query, { name })).toBe(true)
  })

  it.each([
    ['अर्जुन', 'अरजुन'],
    ['Ana', 'na'],
    ['Ana', 'ana maria'],
    ['Ana', '!?'],
    ['Ana', ''],
  ])('does not find the name %s by “%s”', (name, query) => {
    expect(finds(query, { name })).toBe(false)
  })

  it.each([
    'jo.smith@mail.firm.example',
    'JO.SM',
    'jo',
    'smith',
    'jo.smith@mail',
    '@firm.example',
    'firm.ex',
    'mail.firm',
    'firm',
  ])('finds an address by %s', (query) => {
    expect(finds(query, {}, ['jo.smith@mail.firm.example'])).toBe(true)
  })
  it.each(['example', 'mith', 'jo.smith@firm.example'])('does not find an address by %s', (query) => {
    expect(finds(query, {}, ['jo.smith@mail.firm.example'])).toBe(false)
  })
  it('does not find free mail by its domain', () => {
    expect(finds('co.uk', {}, ['jo@firm.co.uk'])).toBe(false)
    expect(finds('firm.co', {}, ['jo@firm.co.uk'])).toBe(true)
  })

  it.each([
    '+91 98765 43210',
    '919876543210',
    '98765 43210',
    '9876543210',
    '098765-43210',
    '43210',
    '+91 (98765)',
    '००९१ ९८७६५',
  ])('finds a phone number by %s', (query) => {
    expect(finds(query, { phone: '+91 98765 43210' })).toBe(true)
  })
  it('finds a phone number that was given as a number', () => {
    expect(finds('98765', { phone: 9_876_543_210 })).toBe(true)
  })

  it('finds a company by its name, as text or inside an object', () => {
    expect(finds('udy', { company: 'Bharat Udyog' })).toBe(true)
    expect(finds('udy bhar', { company: { name: 'Bharat Udyog', size: 5 } })).toBe(true)
    expect(finds('booking.com', { company: 'Booking.com' })).toBe(true)
  })

  it('bounds the length of words without splitting characters', () => {
    const lead = newLead('ld_1', { rules: {} })
    const name = Array.from({ length: 300 }, (_, index) => `word-${index + 100}`).join(' ')
    lead.traits.name = { value: `${'a'.repeat(99)}😀 ${name}`, at: 1, key: 'k', trusted: false }
    const words = searchWords(lead)
    // One of the forty is the beginning of another.
    expect(words).toHaveLength(39)
    for (const word of words) expect(word.isWellFormed()).toBe(true)
    expect(queryWords(name)).toHaveLength(8)
  })

  it('does not change folded text', () => {
    for (const text of ['Groß É ﬁ ①', 'İ', 'क़लम', 'ΌΔΟΣ', '٣۴५৬'])
      expect(foldText(foldText(text))).toBe(foldText(text))
    expect(foldText('٣۴५৬')).toBe('3456')
  })
})
