/** A time as the value of `<input type="datetime-local">`, in the browser's time zone, to the minute. */
export function toLocalInput(time: string | number): string {
  const date = new Date(time)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The other way round, as ISO 8601 UTC; empty when the input is empty or half filled in. */
export function fromLocalInput(value: string): string {
  const time = Date.parse(value)
  return Number.isNaN(time) ? '' : new Date(time).toISOString()
}
