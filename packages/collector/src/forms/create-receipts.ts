import type { FormDefinition, FormReceipt, Json } from '@leadlight/protocol'
import type { Store } from '../storage/port.ts'
import { RECEIPTS, receiptId } from './create-form-desk.ts'
import type { Signer } from './create-signer.ts'

/** Tells visitors that what they sent is stored, and gives them what only they get. */
export interface Receipts {
  /** Of a submission that came with a batch; undefined when it is not there (yet). */
  find(form: FormDefinition, submission: string): Promise<FormReceipt | undefined>
  /** Of a submission that is stored now. */
  write(form: FormDefinition | undefined, kept: KeptReceipt): Promise<FormReceipt>
}

/** A receipt as it is kept. */
export type KeptReceipt = Pick<FormReceipt, 'number' | 'problems'>

const HOUR_MS = 3_600_000
const USUAL_HOURS = 72

/** What a link to a download carries. */
export interface DownloadToken {
  form: string
  /** Number of the receipt. */
  number: string
  /** Milliseconds since 1970. */
  until: number
}

/** @param pathTo the address of a path of this collector, as pages of any site can follow it */
export function createReceipts(
  store: Store,
  signer: Signer,
  now: () => number,
): (pathTo: (path: string) => string) => Receipts {
  return (pathTo) => {
    const write: Receipts['write'] = async (form, { number, problems }) => {
      const { reveal, download } = form?.success ?? {}
      const links = [...(reveal?.links ?? [])]
      if (form !== undefined && download !== undefined) {
        const until = now() + (download.hours ?? USUAL_HOURS) * HOUR_MS
        const content: DownloadToken = { form: form.id, number, until }
        const token = await signer.sign('download', content)
        links.push({ label: download.label, href: pathTo(`/v1/downloads/${token}`) })
      }
      return {
        number,
        ...(reveal?.text !== undefined && { text: reveal.text }),
        ...(links.length > 0 && { links }),
        ...(problems !== undefined && { problems }),
      }
    }
    return {
      write,
      async find(form, submission) {
        const id = receiptId(form.id, submission as Json)
        if (id === null) return undefined
        const [document] = await store.read((snapshot) =>
          snapshot.documents({ collection: RECEIPTS, ids: [id] }),
        )
        if (document === undefined) return undefined
        const kept: KeptReceipt = JSON.parse(document.content)
        return await write(form, kept)
      },
    }
  }
}
