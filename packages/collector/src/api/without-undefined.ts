type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> }

/** Removes keys whose value is undefined. */
export function withoutUndefined<T extends object>(object: T): Defined<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>
}
