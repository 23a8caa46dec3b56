import { type FormDefinition, formJsonSchema, parseForm } from '@leadlight/protocol'
import { formTemplates } from '@leadlight/protocol/form-templates'
import { Failure } from '../failure.ts'
import { type ReadOptions, withReadApi } from '../read-api.ts'
import { readJsonFile } from '../read-json-file.ts'
import { type Column, formatTable } from '../table.ts'

/** Options of `leadlight forms list`. */
export interface ListFormsOptions extends ReadOptions {
  json?: boolean
}

/** Address of the JSON Schema, for editors. */
const SCHEMA = 'https://unpkg.com/@leadlight/protocol/form.schema.json'

/** Saves the form in a file, replacing one with the same id. Throws a `Failure` that lists all mistakes. */
export async function addForm(file: string, options: ReadOptions): Promise<string> {
  const form = readForm(file)
  await withReadApi(options, (api) => api.send('PUT', `/api/forms/${form.id}`, form))
  return [`✓ ${form.id}: <leadlight-form form="${form.id}"></leadlight-form>`, ...needsOf(form)].join('\n')
}

/** Summarises a form. Throws a `Failure` that lists all mistakes. */
export function checkForm(file: string): string {
  const form = readForm(file)
  const fields = form.steps?.flatMap((step) => step.fields) ?? form.fields ?? []
  return [`✓ ${form.id}: ${fields.length} field${fields.length === 1 ? '' : 's'}`, ...needsOf(form)].join(
    '\n',
  )
}

/** What the server must be given for the form to keep what it promises to visitors, in sentences. */
function needsOf({ confirm, success }: FormDefinition): string[] {
  const file = success?.download?.file
  return [
    confirm &&
      '  It sends mails: leadlight serve needs --smtp-url, --mail-from and --public-url, or none is sent.',
    file && `  It hands out ${file}: put that into the folder of leadlight serve --downloads.`,
  ].filter((need) => need !== undefined)
}

/** Removes a form; its submissions stay. */
export async function removeForm(id: string, options: ReadOptions): Promise<string> {
  await withReadApi(options, (api) => api.send('DELETE', `/api/forms/${encodeURIComponent(id)}`))
  return `✓ ${id} is removed; what was sent by it stays.`
}

interface Row {
  form: FormDefinition
  savedAt: string
}

const columns: readonly Column<Row>[] = [
  { title: 'Id', text: ({ form }) => form.id },
  { title: 'Name', text: ({ form }) => form.name ?? form.title ?? '' },
  {
    title: 'Fields',
    align: 'right',
    text: ({ form }) => String((form.steps?.flatMap((step) => step.fields) ?? form.fields ?? []).length),
  },
  { title: 'Saved (UTC)', text: ({ savedAt }) => savedAt.slice(0, 16).replace('T', ' ') },
]

/** Lists the forms as a table, or as the JSON of the API. */
export async function listForms(options: ListFormsOptions): Promise<string> {
  const answer = await withReadApi(options, (api) => api.get('/api/forms'))
  if (options.json) return JSON.stringify(answer, null, 2)
  const { data } = answer as { data: Row[] }
  return data.length === 0 ? 'No forms yet: see leadlight forms template.' : formatTable(columns, data)
}

/** The content of a template; without a name, the list of templates. */
export function writeTemplate(name: string | undefined): string {
  if (name === undefined) return Object.keys(formTemplates).join('\n')
  const template = Object.entries(formTemplates).find(([id]) => id === name)
  if (template === undefined) {
    throw new Failure(`No template "${name}"; there are ${Object.keys(formTemplates).join(', ')}.`)
  }
  return JSON.stringify({ $schema: SCHEMA, ...template[1] }, null, 2)
}

/** The JSON Schema of forms. */
export function writeFormSchema(): string {
  return JSON.stringify(formJsonSchema(), null, 2)
}

/** Reads a form from a file. Throws a `Failure` that names the file and, for an invalid form, the paths in the JSON. */
export function readForm(file: string): FormDefinition {
  const parsed = parseForm(readJsonFile(file, 'form'))
  if ('form' in parsed) return parsed.form
  const mistakes = parsed.errors.map(({ path, message }) => `  ${path || 'the whole file'}: ${message}`)
  throw new Failure([`The form in ${file} has mistakes:`, ...mistakes].join('\n'))
}
