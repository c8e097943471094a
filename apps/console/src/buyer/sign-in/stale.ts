import type { ReadKey } from '../../centre/api.ts'

/** What is read again after a change of how people sign in. */
export const staleSignIn = [
  'GET /api/buyer/enterprises/:enterpriseId/sign-in',
  'GET /api/buyer/enterprises/:enterpriseId/identity-provider/test',
  'GET /api/buyer/enterprises/:enterpriseId/history',
] as const satisfies readonly ReadKey[]
