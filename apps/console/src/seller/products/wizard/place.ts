/** Where this wizard is: its steps are in the address, so that going back goes one step back. */
export type Place =
  | { readonly to: '/seller/products/new' }
  | { readonly to: '/seller/products/$productId/edit'; readonly params: { readonly productId: string } }
