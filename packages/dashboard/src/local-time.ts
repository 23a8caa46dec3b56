/** Converts a time to the value of `<input type="datetime-local">`, in the browser's time zone, to the minute. */
export function toLocalInput(time: string | number): string {
  const date = new Date(time)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** Converts the value of `<input type="datetime-local">` to ISO 8601 UTC; empty when the input is incomplete. */
export function fromLocalInput(value: string): string {
  const time = Date.parse(value)
  return Number.isNaN(time) ? '' : new Date(time).toISOString()
}
