import { type Command, Option } from 'commander'
import { parseServerUrl } from '../configuration/option-values.ts'

/** An option that can also be given as `LEADLIGHT_…`. */
export function option(flags: string, description: string): Option {
  const name = /--([a-z-]+)/.exec(flags)?.[1] ?? ''
  return new Option(flags, description).env(`LEADLIGHT_${name.replaceAll('-', '_').toUpperCase()}`)
}

/** The option that selects the database. */
export function databaseOption(): Option {
  return option('--db <file>', 'SQLite file, or postgres://… URL; :memory: for none').default('leadlight.db')
}

/** Adds the options that select a server or database, for commands that use the API. */
export function addReadOptions(command: Command): Command {
  return command
    .addOption(
      option('--url <address>', 'ask this running server instead of a database').argParser(parseServerUrl),
    )
    .addOption(option('--secret-key <key>', 'private key of that server'))
    .addOption(databaseOption())
    .option('--json', 'answer in JSON')
}
