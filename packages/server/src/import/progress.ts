/** A progress bar, in one line of the terminal. */
export interface Progress {
  /** @param done 0 to 1 */
  show(done: number, what: string): void
  /** Erases the line. */
  end(): void
}

const WIDTH = 30

/** Creates a progress bar; shows nothing where the output is not a terminal. */
export function createProgress(output: { isTTY?: boolean; write(text: string): unknown }): Progress {
  let shown = -1
  return {
    show(done, what) {
      const percent = Math.floor(Math.min(1, done) * 100)
      if (output.isTTY !== true || percent === shown) return
      shown = percent
      output.write(`\r${formatProgress(percent, what)}`)
    },
    end() {
      // Carriage return, and the line erased.
      if (shown >= 0) output.write('\r\u001b[K')
    },
  }
}

/** Formats progress like `[#######···]  70 %  7,000 lines`. */
export function formatProgress(percent: number, what: string): string {
  const full = Math.round((percent / 100) * WIDTH)
  return `[${'#'.repeat(full)}${'·'.repeat(WIDTH - full)}] ${String(percent).padStart(3)} %  ${what}`
}
