/** A FIFO queue that bounds how much work runs at a time. */
export interface Queue {
  /** Bytes and number of jobs that wait or run. */
  readonly bytes: number
  readonly length: number
  /**
   * Runs a job in its turn.
   *
   * @param size in bytes; a job larger than the bound runs alone
   */
  run<Result>(size: number, work: () => Promise<Result>): Promise<Result>
}

/** Creates a queue in which jobs of at most `atOnce` bytes run at a time. */
export function createQueue(atOnce: number): Queue {
  const waiting: { size: number; start: () => void }[] = []
  let underWay = 0
  let bytes = 0
  let length = 0

  const fits = (size: number) => underWay === 0 || underWay + size <= atOnce
  const startMore = () => {
    for (let next = waiting[0]; next !== undefined && fits(next.size); next = waiting[0]) {
      underWay += next.size
      waiting.shift()
      next.start()
    }
  }
  return {
    get bytes() {
      return bytes
    },
    get length() {
      return length
    },
    async run(size, work) {
      bytes += size
      length += 1
      if (waiting.length === 0 && fits(size)) underWay += size
      else await new Promise<void>((start) => waiting.push({ size, start }))
      try {
        return await work()
      } finally {
        bytes -= size
        length -= 1
        underWay -= size
        startMore()
      }
    },
  }
}
