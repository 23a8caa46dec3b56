import { readFileSync } from 'node:fs'
import { errorText, Failure, readErrorReason } from './failure.ts'

/**
 * Reads JSON from a file. Throws a `Failure` when it cannot be read or is not JSON.
 *
 * @param what what the file holds, for the message: `form`, `segment`
 */
export function readJsonFile(file: string, what: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new Failure(`Cannot read the ${what} in ${file}: ${readErrorReason(error)}.`)
  }
  try {
    // Some editors begin files with a byte order mark.
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new Failure(`The ${what} in ${file} is not JSON: ${errorText(error)}`)
  }
}
