/** A mail in plain text. */
export interface Mail {
  /** The same for every attempt, so that copies can be recognized (`Message-ID`). */
  id: string
  /** One address. */
  to: string
  subject: string
  text: string
}

/** Sends mails for a collector. */
export interface Mailer {
  /**
   * Resolves when the next mail server has accepted the mail. After a rejection it is called again later, unless the error has
   * `noSuchAddress: true`.
   */
  send(mail: Mail): Promise<void>
  /** Public address of the collector, with its base path; used for links in mails. */
  publicUrl: string
}
