/**
 * Text that spreadsheets interpret as a formula (https://owasp.org/www-community/attacks/CSV_Injection), also in full-width
 * characters or after spaces, and such text with leading apostrophes.
 */
const formula = /^'*[\s\u200b\ufeff]*[=+\-@\t\r\n＝＋－＠]/
const inertFormula = /^'+[\s\u200b\ufeff]*[=+\-@\t\r\n＝＋－＠]/

/** Escapes text for spreadsheets: prepends an apostrophe to what they would interpret as a formula. */
export function makeInert(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** The inverse of {@link makeInert}. */
export function readInert(text: string): string {
  return inertFormula.test(text) ? text.slice(1) : text
}
