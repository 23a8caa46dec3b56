import { Command } from 'commander'
import { addReadOptions, databaseOption } from './commands/common-options.ts'
import { addFormCommands } from './commands/forms-commands.ts'
import { addImportCommand } from './commands/import-command.ts'
import { addKeyCommands } from './commands/keys-commands.ts'
import { addLeadCommands } from './commands/lead-commands.ts'
import { addModelCommands } from './commands/model-commands.ts'
import { addOperationCommands } from './commands/operation-commands.ts'
import { addReplayCommands } from './commands/replay-commands.ts'
import { addSegmentCommands } from './commands/segments.ts'
import { addServeCommand } from './commands/serve-command.ts'
import { readVersion } from './version.ts'

/**
 * The `leadlight` command with its subcommands. The options of `serve`, and those that name a database, a server or a key, can also
 * be given as environment variables.
 *
 * @param write writes answers to standard output
 */
export function createProgram(process: NodeJS.Process, write: (text: string) => void): Command {
  const print = (text: string) => write(`${text}\n`)
  const program = new Command('leadlight')
    .description('Turns the visits of a website into ranked, explained leads.')
    .version(readVersion(), '-v, --version')
    .exitOverride()
    .configureOutput({
      writeOut: write,
      writeErr: (text) => process.stderr.write(text),
    })
    .showHelpAfterError('Run with --help to see all options.')

  addServeCommand(program, process)
  addLeadCommands(program, write)
  addModelCommands(program, print)
  addFormCommands(program, print, addReadOptions)
  addSegmentCommands(program, print, addReadOptions)
  addKeyCommands(program, print, addReadOptions)
  addOperationCommands(program, print, addReadOptions, databaseOption)
  addImportCommand(program, process, print, addReadOptions)
  addReplayCommands(program, print, addReadOptions)

  return program
}
