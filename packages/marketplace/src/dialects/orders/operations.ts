/** Notifies the server that a seller named for orders of a paid line, by its published numbers. */
export type OrdersOperation = {
  readonly kind: 'notify_order'
  readonly orderNumber: string
  readonly lineNumber: string
}

/** An answer carries no data. */
export type OrdersAnswer = { readonly reference?: never }
