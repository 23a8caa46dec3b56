import type { FormDefinition } from '@leadlight/protocol'

const types =
  'text email tel number url textarea select radio checkbox multi-select date rating consent hidden'

/** Any value, viewed as an object. */
type Loose = Readonly<Record<string, unknown>>

/**
 * Throws an Error with the JSON path of the first part of a definition that cannot be drawn. A lightweight replacement for
 * `formDefinitionSchema`, which is larger than the whole form: what it accepts may look odd, but works.
 */
export function requireDrawable(definition: unknown): asserts definition is FormDefinition {
  // Names must be unique; the collector refuses these two as keys.
  const names: unknown[] = ['constructor', 'prototype']
  const field = ({ type, name, label, options, showIf }: Loose, path: string) => {
    must(types.split(' ').includes(`${type}`), `${path}.type`, `one of ${types}`)
    text(name, `${path}.name`)
    must(
      /^[a-z][\w-]*$/i.test(`${name}`) && !names.includes(name),
      `${path}.name`,
      'a unique name like first_name',
    )
    names.push(name)
    if (type !== 'hidden') text(label, `${path}.label`)
    if (/select|radio/.test(`${type}`)) list(options, `${path}.options`, option)
    if (showIf !== undefined) condition(read(showIf), `${path}.showIf`)
  }
  const { id, fields, steps } = read(definition)
  text(id, 'id')
  if (steps === undefined) list(fields, 'fields', field)
  else list(steps, 'steps', (step, path) => list(step.fields, `${path}.fields`, field))
}

function option(item: Loose, path: string): void {
  text(item.value ?? item.valueOf(), path)
}

function condition({ all, any, not = all ?? any, field }: Loose, path: string): void {
  if (not === undefined) text(field, `${path}.field`)
  else for (const part of [not].flat()) condition(read(part), path)
}

function text(value: unknown, path: string): void {
  must(typeof value === 'string' && value !== '', path, 'a text')
}

function list(value: unknown, path: string, check: (item: Loose, path: string) => void): void {
  must(Array.isArray(value), path, 'a list')
  for (const [index, item] of (value as unknown[]).entries()) check(read(item), `${path}[${index}]`)
}

function must(holds: boolean, path: string, be: string): void {
  if (!holds) throw Error(`${path} must be ${be}`)
}

/** Wraps any value in an object, so that reading its properties never throws. */
function read(value: unknown): Loose {
  return Object(value)
}
