import { describe, expect, it } from 'vitest'
import { email, read } from './read-fields.test.setup.ts'

describe('what is captured', () => {
  it('lead fields, with what they are; the names of others', () => {
    const found = read(`${email}
      <label>First name <input name="q1" value="Asha"></label>
      <label for="c">Company</label><input id="c" value="Ilaria Ltd">
      <label>Country <select name="land"><option>E-mail<option selected value="IN">India</select></label>
      <label>Message <textarea name="message">Hello</textarea></label>
      <label>City <input name="city" value=""></label>`)
    expect(found).toEqual({
      fields: { email: 'asha@example.com', q1: 'Asha', c: 'Ilaria Ltd', land: 'IN' },
      field_types: { email: 'email', q1: 'given-name', c: 'organization', land: 'country-name' },
      filled: ['message'],
    })
  })

  it('what the owner allows: a trait, a field, a name', () => {
    const fields = `<input name="a" data-leadlight-field="budget" value="10k"><input name="b" data-leadlight-allow value="B">
      <textarea name="c">C</textarea><input type="hidden" name="plan" value="pro"><input name="d" value="D">`
    expect(read(fields, { allow: ['c', 'plan'] })).toEqual({
      fields: { a: '10k', b: 'B', c: 'C', plan: 'pro' },
      field_types: { a: 'budget', b: 'text', c: 'textarea', plan: 'hidden' },
      filled: ['d'],
    })
  })

  it.each([
    ['firstName', 'given-name'],
    ['company', 'organization'],
    ['organization-title', 'organization-title'],
    ['title', 'organization-title'],
    ['lastName', 'family-name'],
    ['name', 'name'],
    ['email', 'email'],
    ['address', 'address'],
    ['postal-code', 'postal-code'],
    ['address-level2', 'address-level2'],
    ['industry', 'industry'],
  ])('data-leadlight-field=%s as %s', (asked, kind) => {
    expect(read(`<input name="a" data-leadlight-field="${asked}" value="x">`).field_types).toEqual({
      a: kind,
    })
  })

  it('several ticks, choices and fields of one name', () => {
    const fields = `<input type="checkbox" name="t" value="1" checked><input type="checkbox" name="t" value="2" checked>
      <input type="checkbox" name="t" value="3"><select multiple name="s"><option selected>x<option selected>y</select>
      <input name="n" value="one"><input name="n" value="two">`
    expect(read(fields, { allow: ['t', 's', 'n'] }).fields).toEqual({
      t: ['1', '2'],
      s: ['x', 'y'],
      n: ['one', 'two'],
    })
  })

  it('a choice only where it answers a BANT question', () => {
    const group = (legend: string, name: string) =>
      `<fieldset><legend>${legend}</legend><label>Yes <input type="radio" name="${name}" value="yes" checked></label></fieldset>`
    const found = read(
      `${group('Are you the decision maker?', 'decision')}${group('E-mail', 'email')}<label>Name <input type="checkbox" name="q3" checked></label>`,
    )
    expect(found.fields).toEqual({ decision: 'yes' })
    expect(found.filled).toEqual(['email', 'q3'])
  })

  it.each([
    ['newsletter', 'newsletter', { a: 'given-name', b: 'family-name', email: 'email' }],
    // Two people, of whom one is the lead: nobody knows which.
    ['player', 'trainer', { email: 'email' }],
    // Who fills in the form for a child.
    ['player', 'parent', { c: 'given-name', d: 'family-name', email: 'email' }],
  ])('first and last names in doubt only where each is asked for once: %s, %s', (one, other, kinds) => {
    const names = (who: string, ...fields: string[]) =>
      `<label>First name <input name="${fields[0]}" id="${who}-first" value="A"></label>
       <label>Last name <input name="${fields[1]}" id="${who}-last" value="B"></label>`
    const fields = names(one, 'a', 'b') + (other === one ? '' : names(other, 'c', 'd'))
    expect(read(fields + email).field_types).toEqual(kinds)
  })

  it('an answer to "who", if it was written and not chosen', () => {
    const written = '<label>Who are you? <input name="q1" value="Asha Rao"></label>'
    const chosen =
      '<label>Who is it for? <select name="q1"><option selected>Asha Rao</option></select></label>'
    expect(read(email + written).field_types).toEqual({ email: 'email', q1: 'name' })
    expect(read(email + chosen).field_types).toEqual({ email: 'email' })
  })

  it.each<[string, string, string | undefined]>([
    ['asha@example.com', 'email', undefined],
    [' asha@example.com ', 'email', undefined],
    ['please write to\nasha@example.com', '', undefined],
    ['asha@example.com\nmy number is 7', '', undefined],
    ['@asha', '', undefined],
    ['P@ssw0rd', '', undefined],
    ['friend@example.com', '', 'Email of your friend'],
  ])('%j in a field that says nothing as %j', (value, kind, label = '') => {
    const { field_types, filled } = read(`<label>${label}<textarea name="a">${value}</textarea></label>`)
    expect([field_types, filled]).toEqual(kind ? [{ a: kind }, []] : [{}, ['a']])
  })

  it.each<[string, string, string, string | undefined]>([
    ['Where do you work?', '', 'Ilaria', 'organization'],
    ['Where do your customers work?', '', 'Ilaria', undefined],
    ['Für welches Unternehmen arbeiten Sie?', '', 'Ilaria', 'organization'],
    ['Would you kindly tell us your last name?', '', 'Rao', 'family-name'],
    ['Tell us the name of your dog', '', 'Rao', undefined],
    ['Wie heißen Sie?', '', 'Asha', 'name'],
    ['Wie heißt Ihr Hund?', '', 'Asha', undefined],
    ['Height', '', 'Asha', undefined],
    ['Persona', '', 'Asha', 'name'],
    ['Persona', '', '4', undefined],
    ['Company size', 'company', 'Some', undefined],
    ['Salon / Firma', '', 'Ilaria', 'organization'],
    ['Salon oder Firma', '', 'Ilaria', 'organization'],
    ['Shipping company', '', 'Ilaria', undefined],
    ['Vor-/Nachname', '', 'Asha Rao', 'name'],
    ['Hund / Name', '', 'Rex', undefined],
    ['How shall we address you?', 'name', 'Asha', 'name'],
  ])('a field labelled %j, named %j, that holds %j, as %s', (label, name, value, kind) => {
    const found = read(`<label>${label}<input id="a" name="${name}" value="${value}"></label>`)
    expect(Object.values(found.field_types)).toEqual(kind ? [kind] : [])
  })

  it.each([
    ['', '06 12 34 56 78', 'tel'],
    ['', '+1 (555) 000-0000', 'tel'],
    ['', '0000 0000 0000 0000', undefined],
    ['', '01/02/1990', undefined],
    ['Kontonummer', '0123456789012', undefined],
  ])('a number labelled %j, with %j as its example, as %s', (label, example, kind) => {
    const found = read(`<label>${label}<input name="a" placeholder="${example}" value="0612345678"></label>`)
    expect(found.field_types.a).toBe(kind)
  })

  it('a label in several lines, with more in parentheses', () => {
    const label = '\n\n  Company\n  <b>name</b> *\n  (as registered)\n'
    expect(read(`<label>${label}<input name="q1" value="Ilaria"></label>`).field_types).toEqual({
      q1: 'organization',
    })
  })

  it.each([
    ['before', '<p>Company</p><p><input name="a" value="Ilaria"></p>'],
    [
      'before, in nothing but the form',
      'Name: <input name="q" value="x"><br>Company: <input name="a" value="Ilaria">',
    ],
    [
      'before, with a field that nobody sees',
      '<p>Company <input type="hidden"><input name="a" value="Ilaria"></p>',
    ],
    [
      'after, in a box of its own',
      `<div><input name="q" value="Asha"><span>Full name</span></div>
      <div><input name="a" value="Ilaria"><span>Company</span></div>`,
    ],
  ])('text that is no label, as it stands %s', (_, html) => {
    expect(read(html).field_types).toMatchObject({ a: 'organization' })
  })

  it.each([
    ['the box before', '<div><input name="q" value="x"> Company</div><div><input name="a" value="x"></div>'],
    ['what follows several', '<input name="a" value="x"><input name="q" value="x"><b>Company</b>'],
  ])('text that is not about it: in %s', (_, html) => {
    expect(read(html).field_types).not.toHaveProperty('a')
  })

  it('labels of fields to which the page gave the same id', () => {
    const found = read(`<label for="d">Name</label><input id="d" name="a" value="Asha">
      <div><label for="d">Company</label><input id="d" name="b" value="Ilaria"></div>`)
    expect(found.field_types).toEqual({ a: 'name', b: 'organization' })
  })

  it('campaign parameters in hidden fields', () => {
    const hidden = (name: string) => `<input type="hidden" name="${name}" value="${name}">`
    const found = read(hidden('utm_source') + hidden('user_id'))
    expect(found).toEqual({
      fields: { utm_source: 'utm_source' },
      field_types: { utm_source: 'hidden' },
      filled: [],
    })
  })
})

it('reads the beginning of a huge form and of a huge value', () => {
  const fields = Array.from(
    { length: 400 },
    (_, i) => `<input name="n${i}" data-leadlight-allow value="${'x'.repeat(3_000)}">`,
  )
  const values = Object.values(read(fields.join('')).fields)
  expect(values).toEqual(Array.from({ length: 300 }, () => 'x'.repeat(1_000)))
})
