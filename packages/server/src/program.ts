import { stageSchema } from '@leadlight/protocol'
import { Command, Option } from 'commander'
import { addFormCommands } from './commands/forms-commands.ts'
import { addImportCommand } from './commands/import-command.ts'
import { addKeyCommands } from './commands/keys-commands.ts'
import { type LeadsOptions, listLeads } from './commands/leads.ts'
import { addModelCommands } from './commands/model-commands.ts'
import { addOperationCommands, parseDays } from './commands/operation-commands.ts'
import { addReplayCommands } from './commands/replay-commands.ts'
import { explainScore, type ScoreOptions } from './commands/score.ts'
import { addSegmentCommands } from './commands/segments.ts'
import { type ServeOptions, serve } from './commands/serve.ts'
import {
  parseAmount,
  parseGrade,
  parseKey,
  parseLimit,
  parseOrigins,
  parsePort,
  parsePositive,
  parseServerUrl,
  parseSwitch,
  parseTime,
} from './configuration/option-values.ts'
import { logLevels } from './log.ts'
import { readVersion } from './version.ts'

/** The `leadlight` command with its subcommands; each option can also be given as an environment variable. */
export function createProgram(process: NodeJS.Process): Command {
  const print = (text: string) => {
    process.stdout.write(`${text}\n`)
  }
  const program = new Command('leadlight')
    .description('Turns the visits of a website into ranked, explained leads.')
    .version(readVersion(), '-v, --version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => process.stdout.write(text),
      writeErr: (text) => process.stderr.write(text),
    })
    .showHelpAfterError('Run with --help to see all options.')

  program
    .command('serve')
    .description('serve the collector, the script and the page of leads')
    .addOption(option('--port <number>', 'port to listen on').argParser(parsePort).default(8787))
    .addOption(option('--host <address>', 'address to listen on; 0.0.0.0 for all').default('127.0.0.1'))
    .addOption(databaseOption())
    .addOption(
      option('--write-key <key>', 'public key of the site; made and remembered when not given').argParser(
        parseKey,
      ),
    )
    .addOption(
      option('--secret-key <key>', 'private key of the API; made and remembered when not given').argParser(
        parseKey,
      ),
    )
    .addOption(
      option(
        '--model <file>',
        'scoring model in JSON, or preset:<name>; the built-in one for B2B websites when not given',
      ),
    )
    .addOption(
      option('--allow-origin <origins>', 'origins whose pages may send events; any when not given').argParser(
        parseOrigins,
      ),
    )
    .addOption(
      option('--trust-proxy [yes]', 'take visitors’ addresses from X-Forwarded-For').argParser(parseSwitch),
    )
    .addOption(
      option('--address-rate <number>', 'requests a second from one public IP address; 0 for any number')
        .argParser(parseAmount)
        .default(200),
    )
    .addOption(
      option('--key-rate <number>', 'events a second with one write key; 0 for any number')
        .argParser(parseAmount)
        .default(10_000),
    )
    .addOption(
      option('--queue <MiB>', 'how much may wait to be stored before senders are told to come back later')
        .argParser(parsePositive)
        .default(8),
    )
    .addOption(
      option('--unfinished <MiB>', 'how much may be held of requests that have not come in whole')
        .argParser(parsePositive)
        .default(32),
    )
    .addOption(
      option('--connections <number>', 'how many may be open; a quarter of them from one public IP address')
        .argParser(parsePositive)
        .default(10_000),
    )
    .addOption(option('--smtp-url <url>', 'mail server, like smtps://user:password@mail.example.com'))
    .addOption(option('--mail-from <address>', 'sender of mails, like "Example <letters@example.com>"'))
    .addOption(
      option('--public-url <url>', 'where everybody reaches this server, for links in mails').argParser(
        parseServerUrl,
      ),
    )
    .addOption(option('--downloads <folder>', 'files that forms hand out by links that expire'))
    .addOption(option('--metrics-token <token>', 'opens /metrics and nothing else; secret keys do too'))
    .addOption(
      option(
        '--keep-events-days <days>',
        'how long is kept what visitors did; for ever when not given',
      ).argParser(parseDays),
    )
    .addOption(option('--log-level <level>', 'how much to log').choices(logLevels).default('info'))
    .action((options: ServeOptions) => serve(options, process))

  reading(program.command('leads').description('list leads, the best first'))
    .addOption(
      new Option('--sort <order>', 'order')
        .choices(['-score', 'score', '-lastSeen', 'lastSeen', '-firstSeen', 'firstSeen'])
        .default('-score'),
    )
    .addOption(new Option('--stage <stage>', 'only this stage').choices(stageSchema.options))
    .addOption(new Option('--grade <grade>', 'only this grade, like A1').argParser(parseGrade))
    .option('--owner <owner>', 'only leads of this salesperson')
    .option('--segment <id>', 'only leads of this saved segment')
    .option('--search <text>', 'part of an e-mail address, name or company')
    .addOption(
      new Option('--limit <number>', 'how many; 20 unless given, all with --csv').argParser(parseLimit),
    )
    .option('--csv', 'answer in CSV, for spreadsheets and to import elsewhere')
    .action((options: LeadsOptions) => listLeads(options, (text) => process.stdout.write(text)))

  reading(program.command('score').description('explain the score of a lead'))
    .argument('<lead>', 'id, e-mail address, or user:<userId>')
    .addOption(
      new Option('--at <time>', 'as of then, past or future, like 2026-11-21T10:00:00Z').argParser(parseTime),
    )
    .action(async (lead: string, options: ScoreOptions) => print(await explainScore(lead, options)))

  addModelCommands(program, print)
  addFormCommands(program, print, reading)
  addSegmentCommands(program, print, reading)
  addKeyCommands(program, print, reading)
  addOperationCommands(program, print, reading, databaseOption)
  addImportCommand(program, process, print, reading)
  addReplayCommands(program, print, reading)

  return program
}

/** An option that can also be given as `LEADLIGHT_…`. */
function option(flags: string, description: string): Option {
  const name = /--([a-z-]+)/.exec(flags)?.[1] ?? ''
  return new Option(flags, description).env(`LEADLIGHT_${name.replaceAll('-', '_').toUpperCase()}`)
}

function databaseOption(): Option {
  return option('--db <file>', 'SQLite file, or postgres://… URL; :memory: for none').default('leadlight.db')
}

/** Adds what all commands need that read leads. */
function reading(command: Command): Command {
  return command
    .addOption(
      option('--url <address>', 'ask this running server instead of a database').argParser(parseServerUrl),
    )
    .addOption(option('--secret-key <key>', 'private key of that server'))
    .addOption(databaseOption())
    .option('--json', 'answer in JSON')
}
