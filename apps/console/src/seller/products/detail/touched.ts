/** What is to be asked again after something was asked for a product. */
export const touchedByAsking = [
  'GET /api/seller/products',
  'GET /api/seller/products/:productId',
  'GET /api/seller/products/:productId/content',
  'GET /api/seller/products/:productId/applications',
  'GET /api/seller/products/:productId/history',
] as const
