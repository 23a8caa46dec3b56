import { createFieldReader } from './read-fields.ts'

/** Reads a form of this markup as it would be on submit. */
export function read(fields: string, { attributes = '', allow = [] as string[], isPassword = false } = {}) {
  document.body.innerHTML = `<form ${attributes}>${fields}</form>`
  const form = document.querySelector('form')
  if (!form) throw new Error('no form')
  const passwords = new WeakSet(isPassword ? document.querySelectorAll('input') : [])
  return createFieldReader(allow, passwords)(form)
}

/** A field with the visitor's address. */
export const email = '<input type="email" name="email" value="asha@example.com">'
/** A field with a password. */
export const password = '<input type="password" name="secret_word" value="canary">'
