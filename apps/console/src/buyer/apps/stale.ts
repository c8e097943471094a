/** What pages show of connected apps; a change counts in most of them. */
export const staleApps = [
  'GET /api/buyer/connectable-services',
  'GET /api/buyer/connected-apps',
  'GET /api/buyer/connected-apps/:connectedAppId',
  'GET /api/buyer/connected-apps/:connectedAppId/assignments',
  'GET /api/buyer/connected-apps/:connectedAppId/batches',
  'GET /api/buyer/connected-apps/:connectedAppId/history',
  'GET /api/buyer/sync-batches/:syncBatchId',
] as const
