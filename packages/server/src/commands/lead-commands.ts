import { stageSchema } from '@leadlight/protocol'
import { type Command, Option } from 'commander'
import { parseGrade, parseLimit, parseTime } from '../configuration/option-values.ts'
import { addReadOptions } from './common-options.ts'
import { type LeadsOptions, listLeads } from './leads.ts'
import { explainScore, type ScoreOptions } from './score.ts'

/** Adds `leadlight leads` and `leadlight score`. */
export function addLeadCommands(program: Command, write: (text: string) => void): void {
  addReadOptions(program.command('leads').description('list leads, the best first'))
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
    .action((options: LeadsOptions) => listLeads(options, write))

  addReadOptions(program.command('score').description('explain the score of a lead'))
    .argument('<lead>', 'id, e-mail address, or user:<userId>')
    .addOption(
      new Option('--at <time>', 'as of then, past or future, like 2026-11-21T10:00:00Z').argParser(parseTime),
    )
    .action(async (lead: string, options: ScoreOptions) => write(`${await explainScore(lead, options)}\n`))
}
