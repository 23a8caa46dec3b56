import { type Command, Option } from 'commander'
import { parseTime } from '../configuration/option-values.ts'
import { type BacktestOptions, backtestModel } from './backtest.ts'
import { type CalibrateOptions, calibrateModel } from './calibrate.ts'

/**
 * Adds `leadlight backtest` and `leadlight calibrate`.
 *
 * @param reading adds the options that say which server or database is meant
 */
export function addReplayCommands(
  program: Command,
  print: (text: string) => void,
  reading: (command: Command) => Command,
): void {
  const time = (flag: string, description: string) => new Option(flag, description).argParser(parseTime)
  reading(
    program.command('backtest').description('tell what a scoring model would have changed; changes nothing'),
  )
    .argument('<file>', 'scoring model in JSON, or preset:<name>')
    .addOption(time('--from <time>', 'begin of the period; 90 days before its end unless given'))
    .addOption(time('--to <time>', 'end of the period; now unless given'))
    .action(async (file: string, options: BacktestOptions) => print(await backtestModel(file, options)))
  reading(
    program
      .command('calibrate')
      .description('propose points by leads that were won and lost; changes nothing'),
  )
    .argument('[file]', 'scoring model in JSON, or preset:<name>; that in force when not given')
    .option('--out <file>', 'write the draft there')
    .action(async (file: string | undefined, options: CalibrateOptions) =>
      print(await calibrateModel(file, options)),
    )
}
