import { readFileSync } from 'node:fs'
import { type FormDefinition, formJsonSchema, parseForm } from '@leadlight/protocol'
import { formTemplates } from '@leadlight/protocol/form-templates'
import { errorText, Failure } from '../failure.ts'
import { openReadApi, type ReadOptions } from '../read-api.ts'
import { type Column, formatTable } from '../table.ts'

/** Options of `leadlight forms list`. */
export interface ListFormsOptions extends ReadOptions {
  json?: boolean
}

/** Where editors find what a form may hold. */
const SCHEMA = 'https://unpkg.com/@leadlight/protocol/form.schema.json'

/** Saves the form in a file, in place of the one of its id. Throws a `Failure` that names the places of all mistakes. */
export async function addForm(file: string, options: ReadOptions): Promise<string> {
  const form = readForm(file)
  await withApi(options, (api) => api.send('PUT', `/api/forms/${form.id}`, form))
  return `✓ ${form.id}: <leadlight-form form="${form.id}"></leadlight-form>`
}

/** What is in a form, or a `Failure` that names all mistakes with their places. */
export function checkForm(file: string): string {
  const form = readForm(file)
  const fields = form.steps?.flatMap((step) => step.fields) ?? form.fields ?? []
  return `✓ ${form.id}: ${fields.length} field${fields.length === 1 ? '' : 's'}`
}

/** Removes a form; what was sent by it stays. */
export async function removeForm(id: string, options: ReadOptions): Promise<string> {
  await withApi(options, (api) => api.send('DELETE', `/api/forms/${encodeURIComponent(id)}`))
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

/** The forms as a table, or as the JSON of the API. */
export async function listForms(options: ListFormsOptions): Promise<string> {
  const answer = await withApi(options, (api) => api.get('/api/forms'))
  if (options.json) return JSON.stringify(answer, null, 2)
  const { data } = answer as { data: Row[] }
  return data.length === 0 ? 'No forms yet: see leadlight forms template.' : formatTable(columns, data)
}

/** A template as a file to go on from; without a name, the names there are. */
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

/** The form in a file. Throws a `Failure` that names the file and, for a mistake in the form, the place in the JSON. */
export function readForm(file: string): FormDefinition {
  const parsed = parseForm(readJson(file))
  if ('form' in parsed) return parsed.form
  const mistakes = parsed.errors.map(({ path, message }) => `  ${path || 'the whole file'}: ${message}`)
  throw new Failure([`The form in ${file} has mistakes:`, ...mistakes].join('\n'))
}

function readJson(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new Failure(`Cannot read the form: ${errorText(error)}`)
  }
  try {
    // Some editors begin files with a byte order mark.
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new Failure(`The form in ${file} is not JSON: ${errorText(error)}`)
  }
}

async function withApi<Result>(
  options: ReadOptions,
  work: (api: Awaited<ReturnType<typeof openReadApi>>) => Promise<Result>,
): Promise<Result> {
  const api = await openReadApi(options)
  try {
    return await work(api)
  } finally {
    await api.close()
  }
}
