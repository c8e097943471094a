import type { SiteProfile } from '../sites/kinds.ts'
import type { Letter } from './kinds.ts'

/** What an email says, before it is put into words. */
export type MailContent =
  | {
      readonly kind: 'message'
      /** The message in the reader's centre, of which this is a copy. */
      readonly message: {
        readonly kind: string
        readonly subject: string
        readonly data: Readonly<Record<string, unknown>>
      }
      readonly area: 'buyer' | 'seller' | 'operator'
    }
  | {
      readonly kind: 'letter'
      readonly letter: Letter
      /** The path and fragment of the page that the email leads to. */
      readonly path?: string
      /** How long the link can be used, in hours. */
      readonly hours?: number
      readonly data: Readonly<Record<string, unknown>>
    }

export type MailReader = {
  readonly language: 'zh-CN' | 'en-US'
  /**
   * The page on which a receiver without an account unsubscribes. Their emails lead to no centre, where they cannot sign
   * in.
   */
  readonly unsubscribe?: string
  /** The name of the person; absent if the address belongs to nobody. */
  readonly name?: string
  /** The public address of the marketplace, without a slash at the end. */
  readonly origin: string
  /** IANA name of the marketplace's zone. */
  readonly zone: string
  /** The marketplace's own name, contact and accent, as far as operators set them. */
  readonly site?: SiteProfile
}

export type ComposedMail = { readonly subject: string; readonly text: string; readonly html: string }

/** Puts an email into words; the server gets this function from the built console. */
export type ComposeMail = (content: MailContent, reader: MailReader) => ComposedMail | Promise<ComposedMail>
