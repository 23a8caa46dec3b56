import type { FormDefinition, FormReceipt } from '@leadlight/protocol'
import type { Document } from '../storage/documents.ts'
import type { Store } from '../storage/port.ts'
import type { Signer } from './create-signer.ts'
import { RECEIPTS, receiptId } from './receipt-documents.ts'

/** Issues receipts to visitors, with what is revealed after submission. */
export interface Receipts {
  /** The receipt of a submission that came in a batch; undefined while it is not stored. */
  find(form: FormDefinition, submission: string): Promise<FormReceipt | undefined>
  /** When a submission to a form was received, in milliseconds since 1970; undefined while it is not stored. */
  receivedAt(form: string, submission: string): Promise<number | undefined>
  /** The receipt of a submission that was just stored. */
  write(form: FormDefinition | undefined, kept: StoredReceipt): Promise<FormReceipt>
}

/** A receipt as it is stored. */
export interface StoredReceipt extends Pick<FormReceipt, 'number' | 'problems'> {
  /** Language of the form's page. */
  language?: string | undefined
}

const HOUR_MS = 3_600_000
const USUAL_HOURS = 72

/** Content of the signed token in a link to a download. */
export interface DownloadToken {
  form: string
  /** Number of the receipt. */
  number: string
  /** Milliseconds since 1970. */
  until: number
  /** Language of the page shown when the link has expired. */
  language?: string
}

/** Creates the receipts of a collector; links to downloads are signed anew each time. */
export function createReceipts(store: Store, signer: Signer, now: () => number): Receipts {
  const write: Receipts['write'] = async (form, { number, problems, language }) => {
    const { reveal, download } = form?.success ?? {}
    const receipt: FormReceipt = { number }
    if (reveal?.text !== undefined) receipt.text = reveal.text
    if (reveal?.links !== undefined) receipt.links = reveal.links
    if (problems !== undefined) receipt.problems = problems
    if (form !== undefined && download !== undefined) {
      const until = now() + (download.hours ?? USUAL_HOURS) * HOUR_MS
      const content: DownloadToken = { form: form.id, number, until, ...(language && { language }) }
      receipt.download = { label: download.label, token: await signer.sign('download', content) }
    }
    return receipt
  }
  const read = async (form: string, submission: string): Promise<Document | undefined> => {
    const id = receiptId(form, submission)
    if (id === null) return undefined
    const [document] = await store.read((snapshot) => snapshot.documents({ collection: RECEIPTS, ids: [id] }))
    return document
  }
  return {
    write,
    receivedAt: async (form, submission) => (await read(form, submission))?.at,
    async find(form, submission) {
      const document = await read(form.id, submission)
      if (document === undefined) return undefined
      const kept: StoredReceipt = JSON.parse(document.content)
      return await write(form, kept)
    },
  }
}
