/** What pages show of app credentials; nearly every change counts in all of them. */
export const staleCredentials = [
  'GET /api/seller/app-credentials',
  'GET /api/seller/app-credentials/:appCredentialId',
  'GET /api/seller/app-credentials/:appCredentialId/test-batches',
  'GET /api/seller/connected-apps',
] as const
