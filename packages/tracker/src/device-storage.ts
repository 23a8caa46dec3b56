/** Small texts by name. Nothing here throws. */
export interface DeviceStorage {
  read(name: string): string | undefined
  write(name: string, text: string): void
  remove(name: string): void
}

/**
 * localStorage; memory where `persistent` is false, or where the browser refuses (storage blocked, sandboxed frame, full).
 */
export function createDeviceStorage(persistent: boolean): DeviceStorage {
  const memory: Record<string, string> = {}
  /** Whether the device did it. */
  const onDevice = (use: (device: Storage) => void): boolean => {
    try {
      if (persistent) use(localStorage)
      return persistent
    } catch {
      return false
    }
  }
  return {
    read(name) {
      let text: string | null | undefined
      onDevice((device) => {
        text = device.getItem(name)
      })
      return text ?? memory[name]
    },
    write(name, text) {
      if (!onDevice((device) => device.setItem(name, text))) memory[name] = text
    },
    remove(name) {
      delete memory[name]
      onDevice((device) => device.removeItem(name))
    },
  }
}
