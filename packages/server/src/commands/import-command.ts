import { type Command, Option } from 'commander'
import { Failure } from '../failure.ts'
import { createProgress } from '../import/progress.ts'
import { type ImportOptions, importFile } from './import.ts'

/**
 * Adds `leadlight import`.
 *
 * @param reading adds the options that say which server or database is meant
 */
export function addImportCommand(
  program: Command,
  process: NodeJS.Process,
  print: (text: string) => void,
  reading: (command: Command) => Command,
): void {
  const repeated = (value: string, before: string[]) => [...before, value]
  reading(program.command('import').description('take leads (.csv) or past events (.ndjson) in, gzip or not'))
    .argument('<file>', 'leads.csv, whose first line names the columns, or events.ndjson, one message a line')
    .option('--dry-run', 'leads: only tell what it would do')
    .addOption(
      new Option('--map <column:trait>', 'leads: what a column holds; may be repeated')
        .argParser(repeated)
        .default([], 'told by its name'),
    )
    .option('--site <name>', 'events: the site that they are of')
    .option('--trusted', 'events: they outrank what visitors send')
    .action(async (file: string, options: ImportOptions) => {
      const { text, nothingImported: nothingTaken } = await importFile(
        file,
        options,
        createProgress(process.stderr),
      )
      print(text)
      if (nothingTaken) throw new Failure(`Nothing of ${file} could be taken.`)
    })
}
