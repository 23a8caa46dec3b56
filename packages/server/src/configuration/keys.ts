import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { errorText, Failure } from '../failure.ts'

/** The public key of the site and the private key of the API. */
export interface KeyPair {
  writeKey: string
  secretKey: string
}

/** The keys to run with, and where they came from. */
export interface ResolvedKeys extends KeyPair {
  /** Whether the secret key was just generated, so that its owner has not seen it yet. */
  isNew: boolean
  /** The file with generated keys; null when both keys were given or the database is in memory. */
  file: string | null
}

/**
 * Path of the file with generated keys: beside the database, readable by its owner only. It contains the secret key in plain
 * text, so that it can be looked up; whoever can read this folder can read all leads anyway.
 */
export function keyFileOf(databaseFile: string): string {
  return `${databaseFile}.keys.json`
}

/**
 * Determines the keys: given ones, else those in the key file, else new ones, which are stored there so that script tags keep
 * working after a restart. Throws a `Failure` when the file cannot be read or written, or where the two are swapped.
 *
 * @param file null for a database in memory, whose generated keys last as long as the process
 */
export function resolveKeys(given: Partial<KeyPair>, file: string | null): ResolvedKeys {
  const { writeKey, secretKey } = given
  refuseSwapped(writeKey, secretKey)
  if (writeKey !== undefined && secretKey !== undefined)
    return { writeKey, secretKey, isNew: false, file: null }
  const remembered = file === null ? {} : readKeyFile(file)
  const keys = {
    writeKey: remembered.writeKey ?? makeKey('wk'),
    secretKey: remembered.secretKey ?? makeKey('sk'),
  }
  const complete = remembered.writeKey !== undefined && remembered.secretKey !== undefined
  if (file !== null && !complete) writeKeyFile(file, keys)
  const isNew = secretKey === undefined && remembered.secretKey === undefined
  return { writeKey: writeKey ?? keys.writeKey, secretKey: secretKey ?? keys.secretKey, isNew, file }
}

/** A secret key in place of the write key would be printed for every page. */
function refuseSwapped(writeKey = '', secretKey = ''): void {
  if (!writeKey.startsWith('sk_') && !secretKey.startsWith('wk_')) return
  throw new Failure(
    'A write key begins with wk_ and stands in pages, a secret key with sk_ and opens everything: these two are swapped.',
    2,
  )
}

/** Generates a key of 120 random bits; the prefix shows people which kind it is. */
function makeKey(prefix: 'wk' | 'sk'): string {
  return `${prefix}_${randomBytes(15).toString('base64url')}`
}

function readKeyFile(file: string): Partial<KeyPair> {
  if (!existsSync(file)) return {}
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return { ...pick(content, 'writeKey'), ...pick(content, 'secretKey') }
  } catch (error) {
    throw new Failure(
      `Cannot read the keys in ${file}: ${errorText(error)}\nRepair or delete the file, or pass both keys.`,
    )
  }
}

function pick<Name extends keyof KeyPair>(content: unknown, name: Name): Partial<KeyPair> {
  if (typeof content !== 'object' || content === null) throw new Error('not a JSON object')
  const value: unknown = Reflect.get(content, name)
  return typeof value === 'string' && value !== '' ? { [name]: value } : {}
}

function writeKeyFile(file: string, keys: KeyPair): void {
  try {
    writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 })
  } catch (error) {
    throw new Failure(
      `Cannot remember the keys in ${file}: ${errorText(error)}\nPass --write-key and --secret-key instead.`,
    )
  }
}
