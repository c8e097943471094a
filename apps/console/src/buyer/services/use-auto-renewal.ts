import { useChange } from '../../centre/api.ts'

/** Changes how a service is renewed. */
export const useAutoRenewal = () =>
  useChange('PUT /api/buyer/services/:serviceId/auto-renewal', [
    'GET /api/buyer/services/:serviceId',
    'GET /api/buyer/services',
    'GET /api/buyer/service-figures',
  ])
