import { type Command, InvalidArgumentError, Option } from 'commander'
import { parseOrigins } from '../configuration/option-values.ts'
import { type BackupOptions, backUp } from './backup.ts'
import { type DoctorOptions, runDoctor } from './doctor.ts'
import { applyRetention, type RetentionOptions } from './retention.ts'

/**
 * Adds the commands `doctor`, `backup` and `retention`.
 *
 * @param reading adds the options that say which server or database is meant
 * @param databaseOption makes the option that says which database is meant
 */
export function addOperationCommands(
  program: Command,
  print: (text: string) => void,
  reading: (command: Command) => Command,
  databaseOption: () => Option,
): void {
  reading(program.command('doctor').description('say what is wrong with a database or a running server'))
    .addOption(
      new Option('--origin <origin>', 'with --url: whether pages of this origin may send events').argParser(
        parseOneOrigin,
      ),
    )
    .addOption(new Option('--write-key <key>', 'as given to the server').env('LEADLIGHT_WRITE_KEY'))
    .action(async (options: DoctorOptions) => await runDoctor(options, print))
  program
    .command('backup')
    .description('copy an SQLite database, also while a server runs')
    .argument('<file>', 'where to')
    .addOption(databaseOption())
    .option('--force', 'replace the file if it is there')
    .action((file: string, options: BackupOptions) => print(backUp(file, options)))
  program
    .command('retention')
    .description('take out of the log what visitors did long ago')
    .addOption(databaseOption())
    .addOption(
      new Option('--keep-events-days <days>', 'how long it is kept')
        .env('LEADLIGHT_KEEP_EVENTS_DAYS')
        .argParser(parseDays)
        .makeOptionMandatory(),
    )
    .option('--vacuum', 'give the room that became free back to the disk')
    .action(async (options: RetentionOptions) => print(await applyRetention(options)))
}

/** A number of days, one at least. */
export function parseDays(text: string): number {
  const days = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (days < 1) throw new InvalidArgumentError('Write a whole number of days, at least 1.')
  return days
}

function parseOneOrigin(text: string): string {
  const [origin = text] = parseOrigins(text)
  return origin
}
