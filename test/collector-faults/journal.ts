import { setTimeout as sleep } from 'node:timers/promises'

/** Events in a batch, unless a journal is told. */
export const batchSize = 20

/** What clients sent, and what they got an answer for; each client sends as one user, batch after batch. */
export interface Journal {
  /** Ids of events that were answered by 200. */
  answered: Set<string>
  /** Ids of all events that were sent. */
  sent: Set<string>
  /** How often each status was answered; 0 stands for none at all. */
  statuses: Map<number, number>
  /** Sends a new batch of a client; gives the status. */
  post(url: string, client: number): Promise<number>
  /** Sends all batches again that were not answered, until they are. */
  settle(url: string): Promise<void>
}

const startedAt = new Date().toISOString()

/** How long what has no answer waits before it is sent again. */
const RETRY_MS = 100

/** Makes a journal; `users` is how many people all the clients are, so that they meet in leads. */
export function createJournal(users: number, perBatch = batchSize): Journal {
  const batches = new Map<string, string[]>()
  const answered = new Set<string>()
  const sent = new Set<string>()
  const statuses = new Map<number, number>()

  const send = async (url: string, name: string): Promise<number> => {
    const ids = batches.get(name) ?? []
    const batch = ids.map((messageId) => ({
      type: 'track',
      event: 'Seen',
      messageId,
      userId: userOf(messageId),
      timestamp: startedAt,
    }))
    const body = JSON.stringify({ writeKey: 'wk_test', batch })
    const status = await fetch(`${url}/v1/batch`, { method: 'POST', body }).then(
      async (response) => {
        await response.arrayBuffer()
        return response.status
      },
      () => 0,
    )
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    if (status === 200) for (const id of ids) answered.add(id)
    return status
  }
  return {
    answered,
    sent,
    statuses,
    post(url, client) {
      const name = `b${client % users}-${batches.size}b`
      const ids = Array.from({ length: perBatch }, (_, index) => `${name}-${index}`)
      batches.set(name, ids)
      for (const id of ids) sent.add(id)
      return send(url, name)
    },
    async settle(url) {
      for (const name of batches.keys()) {
        while (!answered.has(`${name}-0`)) if ((await send(url, name)) !== 200) await sleep(RETRY_MS)
      }
    },
  }
}

/** What tells a batch in the name of each of its events, wherever that stands. */
export const batchName = /b\d+-\d+b/g

/** The user that an event is of. */
export function userOf(id: string): string {
  return `user-${id.split('-')[0]}`
}

/** Lets clients send, batch after batch, until `until` is over; refused ones pause as they are told to, but shortly. */
export async function load(journal: Journal, urls: string[], clients: number, until: () => Promise<void>) {
  let over = false
  const client = async (number: number) => {
    for (let turn = number; !over; turn++) {
      const status = await journal.post(urls[turn % urls.length] ?? '', number)
      if (status !== 200) await sleep(10)
    }
  }
  const running = Promise.all(Array.from({ length: clients }, (_, number) => client(number)))
  try {
    await until()
  } finally {
    over = true
    await running
  }
}

/** Waits until so many more events were answered. */
export async function answers(journal: Journal, more: number): Promise<void> {
  const wanted = journal.answered.size + more
  while (journal.answered.size < wanted) await sleep(5)
}
