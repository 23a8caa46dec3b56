import { describe, expect, it } from 'vitest'
import { email, read } from './read-fields.test.setup.ts'

const named = (label: string, name: string, value = 'Canary Blue') =>
  `<label>${label} <input name="${name}" value="${value}"></label>`

describe('a name, an address or a number in doubt', () => {
  it('is told of whoever fills in the form for another, not of that one', () => {
    const found = read(
      `${named("Camper's first name", 'a')}${named("Parent's first name", 'b')}
      ${named("Parent's email", 'c', 'asha@example.com')}${named("Camper's e-mail", 'd', 'kid@example.com')}`,
    )
    expect(found.field_types).toEqual({ b: 'given-name', c: 'email' })
  })

  it("is not told where the lead's is asked for, too", () => {
    const found = read(`${email}${named("Guest's e-mail", 'a', 'guest@example.com')}
      ${named('Your name', 'b')}${named('Guest name', 'c')}${named('Passenger 2 name', 'd')}`)
    expect(found.field_types).toEqual({ email: 'email', b: 'name' })
  })

  it('is told where it is the only one', () => {
    expect(read(email + named('Guest name', 'a')).field_types).toEqual({ email: 'email', a: 'name' })
    const parts = named('Nombre del paciente', 'a', 'Asha') + named('Apellidos', 'b', 'Rao')
    expect(read(email + parts).field_types).toEqual({ email: 'email', a: 'given-name', b: 'family-name' })
  })

  it('is told of the first of several, but of names, which are of nobody then', () => {
    const two =
      named("Speaker's email", 'a', 'asha@example.com') + named('E-mail of the author', 'b', 'x@example.com')
    expect(read(two + named('Speaker name', 'c') + named('Author name', 'd')).field_types).toEqual({
      a: 'email',
    })
  })

  it('is not told of somebody of yours', () => {
    expect(read(email + named("Your neighbour's name", 'a')).field_types).toEqual({ email: 'email' })
  })

  it('is the missing part of a name beside the other part of it', () => {
    const parts = named('Prénom du responsable', 'b', 'Asha') + named('Nom du responsable', 'a', 'Rao')
    expect(read(email + parts).field_types).toEqual({ email: 'email', a: 'family-name', b: 'given-name' })
    const others = named('Guest last name', 'c', 'Rao') + named('Nom du client', 'd', 'Rao')
    expect(read(email + named('Guest first name', 'b', 'Asha') + others).field_types).not.toHaveProperty('d')
  })

  it('is not told where the label names something else, whatever the example says', () => {
    for (const label of ['Name des Kindes', 'App name', 'Nombre de la mascota'])
      expect(
        read(`${email}<label>${label} <input name="a" placeholder="Vor- und Nachname" value="Mia"></label>`)
          .field_types,
      ).toEqual({ email: 'email' })
  })

  it('is told of a candidate or a customer, but of no department', () => {
    for (const label of ['Candidate name', 'Nome do candidato', 'Kundenname'])
      expect(read(email + named(label, 'a')).field_types).toEqual({ email: 'email', a: 'name' })
    for (const label of ['Department name', 'Nombre del departamento', 'Account name', 'Restaurant name'])
      expect(read(email + named(label, 'a')).field_types).toEqual({ email: 'email' })
  })

  it('is no number, nothing that is entered, and no plural in parentheses', () => {
    const phones = named('Phone number', 'a', '+1 555 010 9999') + named('Mobile', 'b', '+1 555 010 9998')
    expect(read(phones).field_types).toEqual({ a: 'tel', b: 'tel' })
    const names = named('Enter first name', 'a', 'Asha') + named('Please enter your lastname', 'b', 'Rao')
    expect(read(names).field_types).toEqual({ a: 'given-name', b: 'family-name' })
    expect(read(named('Prénom(s)', 'a', 'Asha')).field_types).toEqual({ a: 'given-name' })
  })

  it('has no doubt where the page says "your", whatever its code says', () => {
    const two = named('Your name', 'requester_name') + named('Account name', 'acc')
    expect(read(email + two).field_types).toEqual({ email: 'email', requester_name: 'name' })
  })
})

describe('what stands beside a card', () => {
  it('is no name of a lead', () => {
    const group = (legend: string) => `<fieldset><legend>${legend}</legend>${named('Name', 'a')}</fieldset>`
    for (const legend of ['Payment details', 'Kreditkarte', 'Datos de pago', 'Paiement'])
      expect(read(group(legend)).field_types).toEqual({})
    expect(read(group('Your details')).field_types).toEqual({ a: 'name' })
  })

  it("is somebody else's in a group that says so", () => {
    const group = (legend: string) =>
      `<fieldset><legend>${legend}</legend>${named('Phone', 'a', '+1 555 010 9999')}</fieldset>`
    expect(read(group('Emergency contact')).field_types).toEqual({})
    expect(read(group('Contact')).field_types).toEqual({ a: 'tel' })
  })
})

describe('labels in a row of their own, above the row of fields', () => {
  const fields = '<td><input name="a" value="ABCDE1234F"></td><td><input name="b" value="Asha Rao"></td>'

  it.each([
    ['in a table', `<table><tr><td>PAN</td><td>Your name</td></tr><tr>${fields}</tr></table>`],
    ['in a grid', `<div><b>PAN</b><b>Your name</b></div><div>${fields.replaceAll('td>', 'div>')}</div>`],
    [
      'in its head',
      `<table><thead><tr><th>PAN</th><th>Your name</th></tr></thead><tbody><tr>${fields}</tr></tbody></table>`,
    ],
  ])('tell nothing of the field before: %s', (_, html) => {
    expect(JSON.stringify(read(email + html))).not.toContain('ABCDE1234F')
  })

  it('tell what the field below asks for', () => {
    const table = `<table><tr><td>PAN</td><td>Your name</td></tr><tr>${fields}</tr></table>`
    expect(read(email + table).field_types).toEqual({ email: 'email', b: 'name' })
  })
})

describe('a field that says two things', () => {
  it('is no name where the label is of a card or an account', () => {
    for (const label of ['Cardholder', 'Kontoinhaber', 'Titular', 'Bank account'])
      expect(
        read(`${email}<label>${label}<input name="a" placeholder="Full name" value="Asha"></label>`)
          .field_types,
      ).toEqual({ email: 'email' })
  })

  it('is the name of a lead only if no other is asked for, where just the example says so', () => {
    const vague = '<label>Witness<input name="a" placeholder="Full name" value="Asha Rao"></label>'
    expect(read(email + vague).field_types).toEqual({ email: 'email', a: 'name' })
    expect(read(email + vague + named('Your name', 'b')).field_types).toEqual({ email: 'email', b: 'name' })
  })

  it('is no name where there is nothing but to choose', () => {
    const copied = '<label>First name <select name="a"><option selected>A+</option></select></label>'
    expect(read(email + copied).field_types).toEqual({ email: 'email' })
  })

  it('is no telephone for letters within a word', () => {
    expect(read(named('Prüfziffer', 'a', '0301 555 779')).field_types).toEqual({})
    expect(read(named('Rufnummer', 'a', '0301 555 779')).field_types).toEqual({ a: 'tel' })
  })

  it('is not what the text behind the field before says', () => {
    const old = '<input name="a" value="Asha Rao"> Name<br><input name="b" value="canary"> Password hint<br>'
    expect(JSON.stringify(read(email + old).fields)).not.toContain('canary')
  })
})

describe('a label and more', () => {
  it.each([
    [
      'a hint between it and the field',
      '<div><label>Your name</label><i>As in your passport</i><input name="a" value="Asha"></div>',
    ],
    ['a remark in parentheses', '<p>Your name <i>(required)</i> <input name="a" value="Asha"></p>'],
  ])('%s', (_, html) => {
    expect(read(html).field_types).toEqual({ a: 'name' })
  })
})

it('tells no e-mail address in the name of a field', () => {
  expect(JSON.stringify(read('<input name="seat[asha@example.com]" value="4" >'))).not.toContain('asha@')
})
