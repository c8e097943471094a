/** The routes to read again after a request about a product. */
export const touchedByAsking = [
  'GET /api/seller/products',
  'GET /api/seller/products/:productId',
  'GET /api/seller/products/:productId/content',
  'GET /api/seller/products/:productId/applications',
  'GET /api/seller/products/:productId/history',
] as const
