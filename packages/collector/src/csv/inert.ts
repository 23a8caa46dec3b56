/**
 * Text that spreadsheets take for a formula (https://owasp.org/www-community/attacks/CSV_Injection), also in full width or
 * behind blanks, and such text with apostrophes before it.
 */
const formula = /^'*[\s\u200b\ufeff]*[=+\-@\t\r\n＝＋－＠]/
const inertFormula = /^'+[\s\u200b\ufeff]*[=+\-@\t\r\n＝＋－＠]/

/** Text as spreadsheets show it and never run it: an apostrophe stands before what they would take for a formula. */
export function makeInert(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** The opposite of {@link makeInert}, which it undoes exactly. */
export function readInert(text: string): string {
  return inertFormula.test(text) ? text.slice(1) : text
}
