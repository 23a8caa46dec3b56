import type { Command } from 'commander'
import type { ReadOptions } from '../read-api.ts'
import {
  addForm,
  checkForm,
  type ListFormsOptions,
  listForms,
  removeForm,
  writeFormSchema,
  writeTemplate,
} from './forms.ts'

/**
 * Adds the commands `leadlight forms …`.
 *
 * @param reading adds the options that say which server or database is meant
 */
export function addFormCommands(
  program: Command,
  print: (text: string) => void,
  reading: (command: Command) => Command,
): void {
  const forms = program.command('forms').description('save, list and begin capture forms')
  const file = 'form in JSON'
  reading(forms.command('add').description('save a form, for <leadlight-form form="…"> to show'))
    .argument('<file>', file)
    .action(async (path: string, options: ReadOptions) => print(await addForm(path, options)))
  reading(forms.command('list').description('list the saved forms')).action(
    async (options: ListFormsOptions) => print(await listForms(options)),
  )
  reading(forms.command('remove').description('remove a form; what was sent by it stays'))
    .argument('<id>', 'id of a saved form')
    .action(async (id: string, options: ReadOptions) => print(await removeForm(id, options)))
  forms
    .command('check')
    .description('say what is wrong with a form, and where')
    .argument('<file>', file)
    .action((path: string) => print(checkForm(path)))
  forms
    .command('template')
    .description('print a form to start from')
    .argument('[name]', 'newsletter, contact, demo-request, e-book, webinar or callback')
    .action((name: string | undefined) => print(writeTemplate(name)))
  forms
    .command('schema')
    .description('print the JSON Schema of forms, for editors')
    .action(() => print(writeFormSchema()))
}
