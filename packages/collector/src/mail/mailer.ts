/** A mail in plain text. */
export interface Mail {
  /** The same for every attempt, so that a copy is known as one (`Message-ID`). */
  id: string
  /** One address. */
  to: string
  subject: string
  text: string
}

/** How a collector sends mails; without it, it sends none. */
export interface Mailer {
  /** Resolves when the next server has taken it over. */
  send(mail: Mail): Promise<void>
  /** Where links in mails lead: the collector's own address as everybody reaches it, with its base path. */
  publicUrl: string
}
