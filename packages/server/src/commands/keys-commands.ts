import { type Command, InvalidArgumentError, Option } from 'commander'
import { parseOrigins } from '../configuration/option-values.ts'
import type { ReadOptions } from '../read-api.ts'
import {
  type CreateKeyOptions,
  createKey,
  type ListKeysOptions,
  listKeys,
  type RotateKeyOptions,
  revokeKey,
  rotateKey,
} from './keys.ts'

/**
 * Adds the commands `leadlight keys …`, for keys in the database, as opposed to those that a server was started with.
 *
 * @param reading adds the options that say which server or database is meant
 */
export function addKeyCommands(
  program: Command,
  print: (text: string) => void,
  reading: (command: Command) => Command,
): void {
  const keys = program.command('keys').description('make, list, rotate and revoke keys')
  reading(keys.command('create').description('make a key; it is shown only once'))
    .addOption(
      new Option('--kind <kind>', 'write keys stand in pages, secret ones open everything')
        .choices(['write', 'secret'])
        .default('write'),
    )
    .requiredOption('--name <name>', 'what the key is called, in lists and in the log of changes')
    .option('--site <site>', 'the site that its events belong to')
    .addOption(
      new Option('--origin <origins>', 'pages that may use a write key; any when not given').argParser(
        parseOrigins,
      ),
    )
    .action(async (options: CreateKeyOptions) => print(await createKey(options)))
  reading(keys.command('list').description('list the keys in the database')).action(
    async (options: ListKeysOptions) => print(await listKeys(options)),
  )
  reading(keys.command('rotate').description('make a key in place of another'))
    .argument('<id>', 'id of a key')
    .addOption(
      new Option('--grace-hours <hours>', 'how long the old key goes on').argParser(parseHours).default(0),
    )
    .action(async (id: string, options: RotateKeyOptions) => print(await rotateKey(id, options)))
  reading(keys.command('revoke').description('end a key'))
    .argument('<id>', 'id of a key')
    .action(async (id: string, options: ReadOptions) => print(await revokeKey(id, options)))
}

function parseHours(text: string): number {
  const hours = /^\d{1,4}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (!(hours <= 8_760)) throw new InvalidArgumentError('Write a number of hours, at most 8760.')
  return hours
}
