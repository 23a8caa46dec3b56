import { CommanderError } from 'commander'
import { boundHeap } from './bound-heap.ts'
import { errorText, Failure } from './failure.ts'
import { createOutput, ReaderGoneError } from './output.ts'
import { createProgram } from './program.ts'

/**
 * Runs the `leadlight` command on the arguments of `process` and sets its exit code: 0 done, 1 failed, 2 called wrongly.
 * Messages go to standard error, answers to standard output.
 */
export async function run(process: NodeJS.Process): Promise<void> {
  forgetEmptyVariables(process.env)
  const endBounds = boundHeap(process)
  const output = createOutput(process.stdout)
  // Where nobody reads messages, the exit code still tells.
  process.stderr.on('error', () => {})
  try {
    await createProgram(process, output.write).parseAsync(process.argv)
    await output.finish()
  } catch (error) {
    if (error instanceof ReaderGoneError) return
    process.exitCode = exitCodeOf(error)
    if (error instanceof CommanderError) return // It has said why itself.
    const expected = error instanceof Failure || process.env.LEADLIGHT_LOG_LEVEL !== 'debug'
    process.stderr.write(`error: ${expected || !(error instanceof Error) ? errorText(error) : error.stack}\n`)
  } finally {
    endBounds()
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  return error instanceof Failure ? error.exitCode : 1
}

/** A variable set to nothing, as files for systemd and Compose have it, was not given. */
function forgetEmptyVariables(env: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(env)) {
    if (name.startsWith('LEADLIGHT_') && value?.trim() === '') delete env[name]
  }
}
