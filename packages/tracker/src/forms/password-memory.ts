/** Fields that were a password at any time, also those that a "show password" button has turned into text since. */
export interface PasswordMemory {
  fields: WeakSet<Element>
  /** Looks out for changes in a document or shadow root. */
  observe(root: Node): void
}

/** Makes the memory of the page's password fields. */
export function createPasswordMemory(signal: AbortSignal): PasswordMemory {
  const fields = new WeakSet<Element>()
  const observer = new MutationObserver((changes) => {
    for (const { oldValue, target } of changes) if (oldValue === 'password') fields.add(target as Element)
  })
  signal.addEventListener('abort', () => observer.disconnect())
  return {
    fields,
    observe: (root) =>
      observer.observe(root, { attributeFilter: ['type'], attributeOldValue: true, subtree: true }),
  }
}
