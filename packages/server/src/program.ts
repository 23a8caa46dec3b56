import { Command } from 'commander'
import { databaseOption, reading } from './commands/common-options.ts'
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
 * The `leadlight` command with its subcommands; each option can also be given as an environment variable.
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
  addFormCommands(program, print, reading)
  addSegmentCommands(program, print, reading)
  addKeyCommands(program, print, reading)
  addOperationCommands(program, print, reading, databaseOption)
  addImportCommand(program, process, print, reading)
  addReplayCommands(program, print, reading)

  return program
}
