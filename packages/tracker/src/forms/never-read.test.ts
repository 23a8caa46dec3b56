import { describe, expect, it } from 'vitest'
import { email, password, read } from './read-fields.test.setup.ts'

describe('what is never captured, whatever the owner allows', () => {
  const names =
    'csrf csrfmiddlewaretoken authenticity_token nonce g-recaptcha-response otp pin ssn aadhaar aadhaarNumber pan iban cvv cvc secret clientSecret form:pin user[password] cardNumber cc1 cc-num2 cvv2 pin1 otp_1'
  it.each(names.split(' '))('a field named %s', (name) => {
    expect(read(`<input name="${name}" data-leadlight-allow value="canary">`)).toEqual({
      fields: {},
      field_types: {},
      filled: [],
    })
  })

  it.each(['cc-number', 'cc-csc', 'current-password', 'one-time-code', 'section-a billing cc-exp'])(
    'autocomplete=%s',
    (token) => {
      expect(
        read(`<input name="a" autocomplete="${token}" data-leadlight-allow value="canary">`).fields,
      ).toEqual({})
    },
  )

  it.each(
    'shipping spinner company expansion tokens opinion spanish panel field-5ccd field_81cc0aa email-1e2f3a4b-cc12-4d5e-8cc1-0123456789ab'.split(
      ' ',
    ),
  )('but a field named %s may be', (name) => {
    expect(read(`<input name="${name}" value="fine">`, { allow: [name] }).fields).toEqual({
      [name]: 'fine',
    })
  })

  it('a password, also one that is shown', () => {
    const options = { allow: ['a'], attributes: 'data-leadlight' }
    expect(read(password.replace('secret_word', 'a'), options).fields).toEqual({})
    expect(read('<input name="a" value="canary">', { ...options, isPassword: true }).fields).toEqual({})
    expect(read('<input name="a" value="canary">', options).fields).toEqual({ a: 'canary' })
  })

  it.each([
    ['disabled', '<input name="a" disabled value="x">'],
    ['opted out', '<input name="a" data-leadlight="off" value="x">'],
    ['in a part opted out', '<div data-leadlight-ignore><input name="a" value="x"></div>'],
    ['a file', '<input type="file" name="a">'],
    ['a button', '<button name="a" value="x">Go</button>'],
    [
      'named like a property of every object',
      '<input name="constructor" value="x"><input name="__proto__" value="x">',
    ],
  ])('a field that is %s', (_, field) => {
    expect(read(field, { allow: ['a', 'constructor', '__proto__'] })).toEqual({
      fields: {},
      field_types: {},
      filled: [],
    })
  })

  it('a secret in an allowed field', () => {
    const found = read(
      '<label>Company <input name="c" value="4111111111111111"></label><input type="tel" name="t" value="234123412346">',
    )
    expect(found.fields).toEqual({ c: '[redacted]', t: '234123412346' })
  })
})

describe('a form with a password', () => {
  it.each<[string, string, string, boolean]>([
    ['a login', email, '', false],
    ['a login by telephone', '<input type="tel" name="tel" value="+91 98765 43210">', '', false],
    [
      'a sign-up by its new password',
      `${email}<input type="password" autocomplete="new-password">`,
      '',
      true,
    ],
    ['a sign-up by its repeated password', `${email}${password}`, '', true],
    ['a sign-up by what it asks', `${email}<label>Company <input name="c" value="C"></label>`, '', true],
    [
      'a login that remembers',
      `${email}<input type="checkbox" name="remember" checked data-leadlight-allow>`,
      '',
      false,
    ],
    ['marked by the owner', email, 'data-leadlight', true],
  ])('%s', (_, fields, attributes, tells) => {
    const found = read(fields + password, { attributes })
    expect(Object.keys(found.fields).length > 0).toBe(tells)
    expect(JSON.stringify(found)).not.toContain('canary')
    if (!tells) expect(found.filled.length).toBeGreaterThan(0)
  })
})
