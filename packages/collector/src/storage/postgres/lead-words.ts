import { writeWords } from '../word-search.ts'
import { texts } from './arrays.ts'
import type { Session } from './session.ts'

/** A lead and its search words; null when they did not change. */
interface Worded {
  lead: { id: string }
  words: string[] | null
}

/**
 * Updates the table of search words, before the leads themselves are saved. Most leads keep their words, so only
 * differences to the saved text are written. The transaction holds the locks of the leads.
 */
export function saveWords(session: Session, leads: Worded[]): void {
  const told = leads.flatMap(({ lead, words }) => (words === null ? [] : [{ id: lead.id, words }]))
  if (told.length === 0) return
  session.send(
    `WITH changed AS (
       SELECT told.id, told.text, leads.search_text AS before
       FROM unnest($1::text[], $2::text[]) AS told (id, text) LEFT JOIN leads ON leads.id = told.id
       WHERE leads.search_text IS DISTINCT FROM told.text
     ), former AS (
       SELECT id, unnest(string_to_array(before, ' ')) AS word FROM changed
       EXCEPT SELECT id, unnest(string_to_array(text, ' ')) FROM changed
     ), removed AS (
       DELETE FROM lead_words USING former WHERE lead_words.word = former.word AND lead_words.lead = former.id
     )
     INSERT INTO lead_words (word, lead)
     SELECT DISTINCT word, id FROM changed, unnest(string_to_array(text, ' ')) AS word WHERE word <> ''
     ON CONFLICT DO NOTHING`,
    texts(told.map(({ id }) => id)),
    texts(told.map(({ words }) => writeWords(words))),
  )
}
