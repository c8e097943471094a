/** The routes to read again after a request about a product. */
export const touchedByAsking = [
  'GET /api/seller/products',
  'GET /api/seller/products/:productId',
  'GET /api/seller/products/:productId/content',
  'GET /api/seller/products/:productId/applications',
  'GET /api/seller/products/:productId/history',
] as const

/** The same after a change of what its calls use. */
export const touchedByLinking = [
  'GET /api/seller/products',
  'GET /api/seller/products/:productId',
  'GET /api/seller/products/:productId/history',
  'GET /api/seller/products/:productId/earlier-addresses',
  'GET /api/seller/keys',
  'GET /api/seller/test-calls/:target',
] as const
