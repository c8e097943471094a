/** A request to the address of a company. */
export type SignOnRequest = {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}
/** `hangs`: no answer; `breaks`: the connection is broken. */
export type SignOnReply =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
  | 'hangs'
  | 'breaks'
