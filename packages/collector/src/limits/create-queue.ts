/** Lets work begin in the order of asking, as long as not too much is under way. */
export interface Queue {
  /** Bytes of all that waits or is under way, and how many pieces of work that is. */
  readonly bytes: number
  readonly length: number
  /** @param size in bytes; what is larger than all that may be under way gets its turn alone */
  run<Result>(size: number, work: () => Promise<Result>): Promise<Result>
}

/** Makes a queue; `atOnce` is how many bytes of work may be under way at a time. */
export function createQueue(atOnce: number): Queue {
  const waiting: { size: number; start: () => void }[] = []
  let first = 0
  let underWay = 0
  let bytes = 0
  let length = 0

  const fits = (size: number) => underWay === 0 || underWay + size <= atOnce
  const startMore = () => {
    for (let next = waiting[first]; next !== undefined && fits(next.size); next = waiting[first]) {
      underWay += next.size
      first += 1
      next.start()
    }
    if (first === waiting.length) {
      waiting.length = 0
      first = 0
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
      if (first === waiting.length && fits(size)) underWay += size
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
