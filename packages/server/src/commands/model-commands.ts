import type { Command } from 'commander'
import { checkModel } from './model-check.ts'
import { writePreset } from './model-preset.ts'
import { writeModelSchema } from './model-schema.ts'
import { testModelFile } from './model-test.ts'

/** Adds the commands `leadlight model …`. */
export function addModelCommands(program: Command, print: (text: string) => void): void {
  const model = program.command('model').description('check, test and begin scoring models')
  const file = 'scoring model in JSON, or preset:<name>'
  model
    .command('check')
    .description('say what is wrong with a scoring model, and where')
    .argument('<file>', file)
    .action((path: string) => print(checkModel(path)))
  model
    .command('test')
    .description('run the tests that a scoring model brings')
    .argument('<file>', file)
    .action((path: string) => print(testModelFile(path)))
  model
    .command('preset')
    .description('print a scoring model to start from')
    .argument('[name]', 'b2b-saas, agency, e-commerce, education or real-estate')
    .action((name: string | undefined) => print(writePreset(name)))
  model
    .command('schema')
    .description('print the JSON Schema of scoring models, for editors')
    .action(() => print(writeModelSchema()))
}
