/** A request body whose bytes are counted while it arrives. */
export interface MeteredBody {
  /** Bytes counted so far, with the overhead of each chunk. */
  readonly held: number
  /** Counts a chunk; false when the body was aborted, now or earlier. */
  add(bytes: number): boolean
  /** Ends the count: the body is complete, or no longer awaited. */
  end(): void
}

/** A memory budget for request bodies that are not complete yet. */
export interface BodyBudget {
  /** Bytes in use. */
  readonly held: number
  /**
   * Reserves memory for a whole body, so that its chunks need not be counted. False when reservations would exceed half
   * of the budget, or the budget is used up: the body must then be counted.
   */
  reserve(bytes: number): boolean
  /** Frees a reservation. */
  free(bytes: number): void
  /**
   * Starts counting a body.
   *
   * @param cut called once, when the body is aborted to free memory
   */
  count(cut: () => void): MeteredBody
}

interface Body {
  held: number
  since: number
  cut: () => void
}

/** Assumed overhead of a chunk in bytes, since a sender may send single bytes. */
const PIECE_BYTES = 256
/** A sender slower than this many bytes per millisecond, after a grace period, is aborted first when memory runs out. */
const FAST = 256
const GRACE_MS = 1_000

/**
 * Creates a budget of `bytes`. When it is exhausted, the slow body with the largest product of size and age is aborted;
 * if none is slow, the body that needs more memory.
 *
 * @param onCut called for each body that is aborted
 */
export function createBodyBudget(bytes: number, onCut: () => void = () => {}): BodyBudget {
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

/** The slow body with the largest product of size and age. */
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
