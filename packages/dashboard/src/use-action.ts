import { useState } from 'preact/hooks'
import { ApiError } from './api-error.ts'
import { useApp } from './app-context.ts'

/** A change or a download that the user starts. */
export interface Action {
  /** Whether it is under way. */
  busy: boolean
  /** What to tell the user: why the latest one failed, or what is missing for it; empty otherwise. */
  problem: string
  setProblem(problem: string): void
  /** Starts it. Signs out if the collector refuses the key; any other failure becomes `problem`. */
  run(work: () => Promise<void>): Promise<void>
}

/** Lets a view run what the user starts, and tell whether it is under way and why it failed. */
export function useAction(): Action {
  const { refuse } = useApp()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')

  async function run(work: () => Promise<void>): Promise<void> {
    setProblem('')
    setBusy(true)
    try {
      await work()
    } catch (error) {
      if (error instanceof ApiError && error.refused) return refuse()
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, setProblem, run }
}
