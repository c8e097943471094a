/** A paid line is told to the server that its seller has named for it, by its published numbers. */
export type OrdersOperation = {
  readonly kind: 'notify_order'
  readonly orderNumber: string
  readonly lineNumber: string
}

/** An answer brings nothing but itself. */
export type OrdersAnswer = { readonly reference?: never }
