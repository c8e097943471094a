/** What pages show of a directory; nearly every change counts in several of them. */
export const staleDirectory = [
  'GET /api/buyer/enterprises',
  'GET /api/buyer/enterprises/:enterpriseId',
  'GET /api/buyer/enterprises/:enterpriseId/departments',
  'GET /api/buyer/enterprises/:enterpriseId/departments/:departmentId',
  'GET /api/buyer/enterprises/:enterpriseId/people',
  'GET /api/buyer/enterprises/:enterpriseId/people-count',
  'GET /api/buyer/enterprises/:enterpriseId/people/:personId',
  'GET /api/buyer/enterprises/:enterpriseId/groups',
  'GET /api/buyer/enterprises/:enterpriseId/history',
  'GET /api/buyer/connected-apps',
] as const
