/** The position in the wizard: its steps are in the address, so that the back button goes one step back. */
export type Place =
  | { readonly to: '/seller/products/new' }
  | { readonly to: '/seller/products/$productId/edit'; readonly params: { readonly productId: string } }
