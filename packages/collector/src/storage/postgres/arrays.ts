/** OIDs of the element types: https://www.postgresql.org/docs/current/catalog-pg-type.html */
const types = { boolean: 16, bigint: 20, integer: 23, text: 25, double: 701 }

const HEADER_BYTES = 20
const LENGTH_BYTES = 4

/**
 * Serializes a list as a binary PostgreSQL array, which costs client and server a fifth of what the driver's text format costs.
 * Called when its statement is sent, so that a value that cannot be written fails the transaction.
 */
export type ArrayWriter = () => Buffer

/** A `text[]`. */
export function texts(values: readonly (string | null)[]): ArrayWriter {
  return () => writeTexts(values)
}

/** A `bigint[]`; throws a `RangeError` when it is serialized if a number is not a safe integer. */
export function bigints(values: readonly (number | null)[]): ArrayWriter {
  return fixed(types.bigint, 8, values, (array, value, at) => {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number.`)
    array.writeInt32BE(Math.floor(value / 2 ** 32), at)
    array.writeUInt32BE(value >>> 0, at + 4)
  })
}

/** An `integer[]`. */
export function integers(values: readonly number[]): ArrayWriter {
  return fixed(types.integer, 4, values, (array, value, at) => array.writeInt32BE(value, at))
}

/** A `double precision[]`. */
export function doubles(values: readonly (number | null)[]): ArrayWriter {
  return fixed(types.double, 8, values, (array, value, at) => array.writeDoubleBE(value, at))
}

/** A `boolean[]`. */
export function booleans(values: readonly boolean[]): ArrayWriter {
  return fixed(types.boolean, 1, values, (array, value, at) => array.writeUInt8(value ? 1 : 0, at))
}

function writeTexts(values: readonly (string | null)[]): Buffer {
  const sizes = values.map((value) => (value === null ? -1 : Buffer.byteLength(value)))
  const bytes = sizes.reduce((sum, size) => sum + Math.max(size, 0), 0)
  const array = begin(types.text, values, bytes)
  let at = HEADER_BYTES
  for (const [index, value] of values.entries()) {
    at = array.writeInt32BE(sizes[index] ?? -1, at)
    if (value !== null) at += array.write(value, at)
  }
  return array
}

function fixed<Item>(
  type: number,
  size: number,
  values: readonly (Item | null)[],
  write: (array: Buffer, value: Item, at: number) => void,
): ArrayWriter {
  return () => {
    const array = begin(type, values, size * values.filter((value) => value !== null).length)
    let at = HEADER_BYTES
    for (const value of values) {
      at = array.writeInt32BE(value === null ? -1 : size, at)
      if (value === null) continue
      write(array, value, at)
      at += size
    }
    return array
  }
}

/**
 * A buffer with the header of an array, as `array_recv` reads it: number of dimensions, whether there are nulls, element type,
 * length and first index. Each item follows, preceded by its length in bytes, −1 for null.
 */
function begin(type: number, values: readonly unknown[], bytes: number): Buffer {
  const array = Buffer.allocUnsafe(HEADER_BYTES + values.length * LENGTH_BYTES + bytes)
  array.writeInt32BE(1, 0)
  array.writeInt32BE(values.includes(null) ? 1 : 0, 4)
  array.writeInt32BE(type, 8)
  array.writeInt32BE(values.length, 12)
  array.writeInt32BE(1, 16)
  return array
}
