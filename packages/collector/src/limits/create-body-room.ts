/** A body that is counted while it comes. */
export interface CountedBody {
  /** Bytes that it takes. */
  readonly held: number
  /** Counts a piece; false when the body had to give way, now or before. */
  add(bytes: number): boolean
  /** It came in whole, or nobody waits for it any more. */
  end(): void
}

/** Room in memory for bodies that have not come in whole. */
export interface BodyRoom {
  /** Bytes that are taken now. */
  readonly held: number
  /**
   * Takes room for all of a body beforehand, so that nobody has to count it while it comes; false when half of the room is taken
   * like this, by what is much or only comes slowly: then count.
   */
  reserve(bytes: number): boolean
  /** Gives it back. */
  free(bytes: number): void
  /**
   * Counts a body from now on.
   *
   * @param cut called once, when it has to give way
   */
  count(cut: () => void): CountedBody
}

interface Body {
  held: number
  since: number
  cut: () => void
}

/** What a piece takes besides its bytes: somebody may send them one by one. */
const PIECE_BYTES = 256
/** Whoever sends slower than this, in bytes a millisecond, has to give way when there is no room; and after how long. */
const FAST = 256
const GRACE_MS = 1_000

/**
 * Makes room for so many bytes. When it is full, the counted body goes that has held the most for the longest, if it is slow;
 * otherwise the newest.
 *
 * @param onCut told of each body that had to give way
 */
export function createBodyRoom(bytes: number, onCut: () => void = () => {}): BodyRoom {
  const bodies = new Set<Body>()
  let reserved = 0
  let counted = 0

  const release = (body: Body) => {
    if (bodies.delete(body)) counted -= body.held
  }
  const cut = (body: Body) => {
    release(body)
    onCut()
    body.cut()
  }
  return {
    get held() {
      return reserved + counted
    },
    reserve(more) {
      if (reserved + more > bytes / 2 || reserved + counted + more > bytes) return false
      reserved += more
      return true
    },
    free(less) {
      reserved -= less
    },
    count(cutOff) {
      const body: Body = { held: 0, since: performance.now(), cut: cutOff }
      bodies.add(body)
      return {
        get held() {
          return body.held
        },
        add(more) {
          if (!bodies.has(body)) return false
          body.held += more + PIECE_BYTES
          counted += more + PIECE_BYTES
          while (reserved + counted > bytes && bodies.has(body)) cut(heaviest(bodies) ?? body)
          return bodies.has(body)
        },
        end: () => release(body),
      }
    },
  }
}

/** Of those that are slow, the body that has held the most for the longest. */
function heaviest(bodies: Iterable<Body>): Body | undefined {
  const now = performance.now()
  let found: Body | undefined
  let most = 0
  for (const body of bodies) {
    const age = now - body.since
    const weight = body.held * age
    if (weight > most && age >= GRACE_MS && body.held < age * FAST) {
      found = body
      most = weight
    }
  }
  return found
}
