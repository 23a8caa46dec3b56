import { defaultModel, type Model, parseModel } from '@leadlight/scoring'
import { presets } from '@leadlight/scoring/presets'
import { Failure } from '../failure.ts'
import { readJsonFile } from '../read-json-file.ts'

/** Prefix of the name of a preset. */
const PRESET = 'preset:'

/**
 * The scoring model in a file, the preset of a name like `preset:agency`, or the built-in one without a file.
 * Throws a `Failure` that names the file and, for a mistake in the model, the place in the JSON.
 */
export function readModel(file: string | undefined): Model {
  if (file === undefined) return defaultModel
  if (file.startsWith(PRESET)) return readPreset(file.slice(PRESET.length))
  const result = parseModel(readJsonFile(file, 'scoring model'))
  if ('model' in result) return result.model
  const mistakes = result.errors.map(({ path, message }) => `  ${path || 'the whole file'}: ${message}`)
  throw new Failure([`The scoring model in ${file} has mistakes:`, ...mistakes].join('\n'))
}

/** Finds a preset. Throws a `Failure` that lists the presets for an unknown name. */
export function readPreset(name: string): Model {
  const preset = Object.entries(presets).find(([other]) => other === name)
  if (preset === undefined)
    throw new Failure(`No preset "${name}"; there are ${Object.keys(presets).join(', ')}.`)
  return preset[1]
}
