import { existsSync, statSync } from 'node:fs'
import { keyFileOf, resolveKeys } from '../configuration/keys.ts'
import { isPostgres, openStore } from '../configuration/open-store.ts'
import { errorText } from '../failure.ts'
import { type Check, fault, ok, warning } from './check.ts'

/** Keys that were given to this command, as they are given to a server. */
interface GivenKeys {
  writeKey?: string
  secretKey?: string
}

const SHORTEST_SECRET = 20

/** Checks that there are keys, and that no other user of the machine can read them. Never throws. */
export async function checkKeys(db: string, given: GivenKeys): Promise<Check[]> {
  const file = isPostgres(db) || db === ':memory:' ? null : keyFileOf(db)
  return [
    ...(file !== null && existsSync(file) ? [checkFile(file), ...checkContent(file)] : []),
    ...checkSecret(given.secretKey),
    await checkPresence(db, given, file !== null && existsSync(file)),
  ]
}

function checkFile(file: string): Check {
  const mode = statSync(file).mode & 0o777
  if ((mode & 0o077) === 0) return ok('key file', `${file} can be read by its owner only.`)
  return fault('key file', `Others on this machine can read ${file}.`, `Run chmod 600 ${file}.`)
}

function checkContent(file: string): Check[] {
  try {
    resolveKeys({}, file)
    return []
  } catch (error) {
    const [found = '', advice = ''] = errorText(error).split('\n')
    return [fault('key file', found, advice)]
  }
}

function checkSecret(secretKey: string | undefined): Check[] {
  if (secretKey === undefined || (secretKey.length >= SHORTEST_SECRET && secretKey !== 'sk_demo')) return []
  const advice = 'Make one with leadlight keys create --kind secret, or leave it out to have one made.'
  return [warning('secret key', 'The secret key is short enough to be guessed.', advice)]
}

async function checkPresence(db: string, given: GivenKeys, hasFile: boolean): Promise<Check> {
  try {
    const stored = await countStored(db)
    const places = [
      ...(given.writeKey || given.secretKey ? ['options'] : []),
      ...(hasFile ? ['the key file'] : []),
      ...(stored > 0 ? [`${stored} in the database`] : []),
    ]
    if (places.length > 0) return ok('keys', `There are keys: ${places.join(', ')}.`)
    const others = isPostgres(db) ? '' : ', or leadlight serve, which makes some'
    return warning('keys', 'There are no keys yet.', `Run leadlight keys create${others}.`)
  } catch (error) {
    return fault('keys', errorText(error).split('\n', 1)[0] ?? '', 'See what is said of the database.')
  }
}

async function countStored(db: string): Promise<number> {
  if (!isPostgres(db) && !existsSync(db)) return 0
  const store = await openStore(db)
  try {
    return (await store.read((snapshot) => snapshot.documents({ collection: 'keys' }))).length
  } finally {
    await store.close()
  }
}
