/** One instance in a reply, with account and password opened. */
export type RepliedInstance = {
  readonly instanceId: string
  readonly access?: {
    readonly frontEndUrl?: string
    readonly adminUrl?: string
    readonly userName?: string
    readonly password?: string
    readonly memo?: string
  }
  readonly usage?: readonly { readonly usageValue: number; readonly statisticalTime: string }[]
}
